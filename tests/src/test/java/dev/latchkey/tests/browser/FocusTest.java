package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the keyboard's focus is, and where it goes. */
class FocusTest extends OneVisitTest {
  private static final List<String> ACTIONS =
      List.of("Extend", "Edit", "Rotate", "Suspend", "Revoke");
  private static final int MANY_TABS = 60;

  @Test
  void aDialogOfARowGivesItBackToTheRow() {
    for (String action : ACTIONS) {
      visit().choose(name(), action);
      keyboard().press("Escape");
      assertThat(menuOf(name())).isFocused();
    }
  }

  @Test
  void theDialogBehindNewGivesItBackToNew() {
    visit().button("New key").click();
    keyboard().press("Escape");
    assertThat(visit().button("New key")).isFocused();
  }

  @Test
  void theDialogsOfAKeysPageGiveItBackToTheirButton() {
    page().getByText(name(), new Page.GetByTextOptions().setExact(true)).click();
    page().locator(".panels").waitFor();
    for (String action : List.of("Extend", "Edit", "Rotate", "Suspend", "Revoke")) {
      visit().button(action).click();
      keyboard().press("Escape");
      assertThat(visit().button(action)).isFocused();
    }
  }

  @Test
  void theDialogsOfADataApiGiveItBackToTheDataApi() {
    visit().toDataApis();
    for (String action : List.of("New key", "Edit", "Delete")) {
      visit().choose(dataApi(), action);
      keyboard().press("Escape");
      assertThat(menuOf(dataApi())).isFocused();
    }
  }

  @Test
  void escapeClosesEveryDialog() {
    for (String action : ACTIONS) {
      visit().choose(name(), action);
      keyboard().press("Escape");
      assertThat(page().locator("dialog")).hasCount(0);
    }
  }

  @Test
  void theCrossClosesEveryDialog() {
    for (String action : ACTIONS) {
      visit().choose(name(), action);
      visit().dialog().getByLabel("Close").click();
      assertThat(page().locator("dialog")).hasCount(0);
    }
  }

  @Test
  void cancelChangesNothing() {
    visit().choose(name(), "Edit");
    visit().field("Name").fill("never");
    visit().dialogButton("Cancel").click();
    assertThat(page().locator("dialog")).hasCount(0);
    assertThat(visit().row(name())).hasCount(1);
  }

  @Test
  void tabStaysInADialogInBothDirections() {
    for (String key : List.of("Tab", "Shift+Tab")) {
      visit().choose(name(), "Edit");
      for (int i = 0; i < 12; i++) {
        keyboard().press(key);
        assertThat(page().locator("#page :focus")).hasCount(0);
      }
      keyboard().press("Escape");
    }
  }

  @Test
  void whatIsUnderADialogCannotBeReached() {
    visit().choose(name(), "Edit");
    script("() => document.querySelector('input[type=search]').focus()");
    assertThat(page().locator("#page :focus")).hasCount(0);
    assertThat(page().locator("dialog :focus")).hasCount(1);
  }

  @Test
  void itBeginsAtTheFirstThingToFillIn() {
    visit().choose(name(), "Extend");
    assertThat(visit().field("Days to add")).isFocused();
    keyboard().press("Escape");
    visit().choose(name(), "Edit");
    assertThat(visit().field("Name")).isFocused();
    keyboard().press("Escape");
    visit().button("New key").click();
    assertThat(visit().field("Data API")).isFocused();
  }

  @Test
  void itGoesToTheFirstFieldThatIsWrong() {
    visit().choose(name(), "Edit");
    visit().field("Name").fill("");
    visit().field("Expires").fill("");
    visit().dialogButton("Save").click();
    assertThat(visit().field("Name")).isFocused();
    visit().field("Name").fill(name());
    visit().dialogButton("Save").click();
    assertThat(visit().field("Expires")).isFocused();
  }

  @Test
  void itGoesToTheButtonWhenTheWholeWasRefused() {
    page().context().setOffline(true);
    try {
      visit().choose(name(), "Extend");
      visit().dialogButton("Extend").click();
      assertThat(visit().dialogButton("Try again")).isFocused();
    } finally {
      page().context().setOffline(false);
    }
  }

  @Test
  void anotherViewTakesIt() {
    visit().toDataApis();
    assertThat(page().locator("#main")).isFocused();
  }

  @Test
  void sortingKeepsIt() {
    Locator sort =
        page().locator("thead").getByText("Expires", new Locator.GetByTextOptions().setExact(true));
    sort.click();
    assertThat(page().locator("th[aria-sort=ascending] button")).isFocused();
    keyboard().press("Enter");
    assertThat(page().locator("th[aria-sort=descending] button")).isFocused();
  }

  @Test
  void aTableThatIsReadAgainKeepsIt() {
    visit().button("Refresh").click();
    menuOf(name() + "-soon").focus();
    page()
        .waitForResponse(
            "**/v1/keys?*",
            () -> script("() => document.querySelector('.view-actions button').click()"));
    assertThat(menuOf(name() + "-soon")).isFocused();
  }

  @Test
  void dataApisThatAreReadAgainKeepIt() {
    visit().toDataApis();
    Locator keys = visit().row(dataApi()).locator("a").last();
    keys.focus();
    page()
        .waitForResponse(
            "**/v1/data-apis?*", () -> script("() => dispatchEvent(new Event('focus'))"));
    assertThat(visit().row(dataApi()).locator("a").last()).isFocused();
  }

  @Test
  void searchingKeepsIt() {
    page().getByLabel("Search keys").focus();
    keyboard().press("End");
    keyboard().type("-so");
    assertThat(page().getByLabel("Search keys")).isFocused();
    assertThat(visit().row(name() + "-soon")).hasCount(1);
  }

  @Test
  void aFilterIsOneStopAndIsWalkedWithArrows() {
    page().locator(".filters select").last().focus();
    keyboard().press("Tab");
    assertThat(page().getByRole(AriaRole.RADIO).nth(0)).isFocused();
    keyboard().press("ArrowRight");
    assertThat(page().getByRole(AriaRole.RADIO).nth(1)).isChecked();
    keyboard().press("ArrowLeft");
    keyboard().press("Tab");
    assertThat(page().locator(".filters :focus")).hasCount(0);
  }

  @Test
  void aRouteThatGoesGivesItToTheOneBefore() {
    visit().toDataApis().choose(dataApi(), "Edit");
    visit().dialogButton("Add a route").click();
    assertThat(visit().dialog().locator(".route").nth(1).getByLabel("API Gateway ID")).isFocused();
    visit().dialog().getByLabel("Remove route 2").click();
    assertThat(visit().dialog().locator(".route").nth(0).getByLabel("API Gateway ID")).isFocused();
  }

  @Test
  void aSelectionThatGoesGivesItToTheView() {
    page().getByLabel("Select " + name() + "-soon").check();
    visit().button("Clear").click();
    assertThat(page().locator("#main")).isFocused();
  }

  @Test
  void tabGoesDownThePageSeesEveryStopAndLeavesAgain() {
    List<String> stops = new ArrayList<>();
    // After Shift+Tab in a dialog, Chromium leaves the page only once in two rounds. A click ends
    // that.
    page().locator("h1").click();
    page().locator(".skip").focus();
    stops.add((String) script(STOP));
    for (int i = 0; i < MANY_TABS && !stops.contains("BODY"); i++) {
      keyboard().press("Tab");
      stops.add((String) script(STOP));
    }
    assertThat(stops).contains("BODY").hasSizeGreaterThan(15);
    assertThat(stops)
        .filteredOn(stop -> !stop.equals("BODY"))
        .allMatch(stop -> stop.endsWith(" seen"));
    List<String> places =
        stops.stream()
            .filter(stop -> stop.contains(" seen"))
            .map(stop -> stop.split(" ", 2)[0])
            .distinct()
            .toList();
    assertThat(places)
        .containsSubsequence("skip", "top", "view-actions", "filters", "thead", "tbody");
  }

  private static final String STOP =
      """
      () => {
        const at = document.activeElement;
        if (at === document.body) return 'BODY';
        const part = at.closest('.skip, .top, .view-actions, .filters, thead, tbody, .pages');
        const ring = getComputedStyle(at.matches('.pill input') ? at.closest('.pill') : at);
        const box = at.getBoundingClientRect();
        const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        const seen = ring.outlineStyle === 'solid' && parseFloat(ring.outlineWidth) >= 2
          && (at.contains(over) || over?.closest('label')?.contains(at));
        return `${part?.className.split(' ')[0] || part?.tagName.toLowerCase()} ${at.outerHTML.slice(0, 80)} ${seen ? 'seen' : 'not seen'}`;
      }
      """;
}
