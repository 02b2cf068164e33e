package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What someone hears who does not see the page. */
class AnnouncementsTest extends OneVisitTest {

  @Test
  void theTitleSaysWhereOneIsAndComesBackAfterADialog() {
    assertThat(page()).hasTitle("Data API keys · Latchkey");
    visit().choose(name(), "Rotate");
    assertThat(page()).hasTitle("Rotate key · Latchkey");
    keyboard().press("Escape");
    assertThat(page()).hasTitle("Data API keys · Latchkey");
    visit().toDataApis();
    assertThat(page()).hasTitle("Data APIs · Latchkey");
  }

  @Test
  void theLinkOfThisViewSaysSo() {
    assertThat(page().locator("nav a[aria-current=page]")).hasText("Keys");
    visit().toDataApis();
    assertThat(page().locator("nav a[aria-current=page]")).hasText("Data APIs");
  }

  @Test
  void landmarksAreABannerTwoNavigationsASearchAndAMain() {
    for (AriaRole role : List.of(AriaRole.BANNER, AriaRole.SEARCH, AriaRole.MAIN)) {
      assertThat(page().getByRole(role)).hasCount(1);
    }
    assertThat(navigation("Views")).hasCount(1);
    assertThat(navigation("Pages")).hasCount(1);
  }

  @Test
  void aDialogSaysItsNameAndWhatItIsAbout() {
    visit().choose(name(), "Revoke");
    assertThat(page().getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Revoke key")))
        .containsText(name());
    assertThat((Boolean) script("() => document.querySelector('dialog').matches(':modal')"))
        .isTrue();
  }

  @Test
  void anIconsButtonSaysWhichKeyItIsFor() {
    assertThat(menuOf(name() + "-soon")).hasCount(1);
    assertThat(page().getByLabel("Select " + name() + "-soon")).hasCount(1);
    visit().choose(name(), "Edit");
    assertThat(visit().dialogButton("Close")).hasCount(1);
  }

  @Test
  void theTableSaysItsNameItsHeadersAndTheRowsName() {
    Locator table =
        page().getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("Data API keys"));
    assertThat(table.getByRole(AriaRole.COLUMNHEADER)).hasCount(9);
    assertThat(table.getByRole(AriaRole.ROWHEADER).first()).containsText(name());
  }

  @Test
  void aColumnSaysWhetherItSorts() {
    page()
        .locator("thead")
        .getByText("Name", new Locator.GetByTextOptions().setExact(true))
        .click();
    assertThat(page().locator("th[aria-sort=ascending]")).hasText("Name");
    assertThat(page().locator("th[aria-sort=none]")).hasCount(6);
    page().locator("th[aria-sort=ascending] button").click();
    assertThat(page().locator("th[aria-sort=descending]")).hasText("Name");
  }

  @Test
  void aSearchSaysHowManyItFound() {
    assertThat(page().locator(".pages [role=status]")).hasText("3 keys");
    visit().search(name() + "-old");
    assertThat(page().locator(".pages [role=status]")).hasText("1 key");
  }

  @Test
  void aSelectionSaysHowManyItHolds() {
    page().getByLabel("Select all on this page").check();
    assertThat(page().locator(".several [role=status]")).hasText("3 keys selected");
    assertThat(page().getByLabel("Select all on this page")).isChecked();
    page().getByLabel("Select " + name() + "-old").uncheck();
    assertThat(
            (Boolean)
                page().getByLabel("Select all on this page").evaluate("each => each.indeterminate"))
        .isTrue();
    visit().button("Clear").click();
  }

  @Test
  void anOutcomeIsSaidWhereItIsListenedTo() {
    visit().choose(name(), "Extend");
    visit().field("Days to add").fill("1");
    visit().dialogButton("Extend").click();
    assertThat(page().locator("[role=status][aria-live=polite]#announcements"))
        .containsText("Extended");
    visit().button("Dismiss").click();
    assertThat(page().locator(".announcement")).hasCount(0);
    assertThat(page().locator("#main")).isFocused();
  }

  @Test
  void whatIsWrongIsSaidWithTheField() {
    visit().choose(name(), "Edit");
    visit().field("Name").fill("");
    visit().dialogButton("Save").click();
    assertThat(visit().field("Name")).hasAttribute("aria-invalid", "true");
    assertThat(visit().field("Name"))
        .hasAccessibleDescription("Who or what uses it, such as billing-app. Enter a name.");
    visit().field("Name").fill("x");
    assertThat(visit().field("Name")).not().hasAttribute("aria-invalid", "true");
  }

  @Test
  void aHintIsSaidWithItsField() {
    visit().choose(name(), "Rotate");
    assertThat(visit().field("Hours that the old secret keeps working"))
        .hasAccessibleDescription(Pattern.compile("^Give apps time to change over.*"));
  }

  @Test
  void whatWasRefusedIsAnAlert() {
    page().context().setOffline(true);
    try {
      visit().choose(name(), "Edit");
      visit().field("Description (optional)").fill("x");
      visit().dialogButton("Save").click();
      assertThat(visit().dialog().getByRole(AriaRole.ALERT))
          .containsText("The server didn’t respond");
    } finally {
      page().context().setOffline(false);
    }
  }

  @Test
  void theNewEndIsSaidWhileDaysAreTyped() {
    visit().choose(name(), "Extend");
    assertThat(visit().dialog().getByRole(AriaRole.STATUS)).containsText("New expiration:");
    visit().field("Days to add").fill("7");
    assertThat(visit().dialog().getByRole(AriaRole.STATUS)).containsText("in 10");
  }

  @Test
  void daysAndDateAreOneNamedChoice() {
    visit().button("New key").click();
    Locator choice =
        visit()
            .dialog()
            .getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName("Expiration"));
    assertThat(choice.getByRole(AriaRole.RADIO)).hasCount(2);
  }

  @Test
  void aRouteIsANamedGroupOfFields() {
    visit().toDataApis().choose(dataApi(), "Edit");
    assertThat(
            visit()
                .dialog()
                .getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName("Route 1"))
                .getByRole(AriaRole.TEXTBOX))
        .hasCount(3);
  }

  @Test
  void everyEventOfAHistoryIsAnItemOfAList() {
    visit().choose(name(), "Details");
    visit().historyWith("created").first().waitFor();
    assertThat(
            page()
                .getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("History"))
                .locator("ol > li")
                .first())
        .containsText("by");
  }

  @Test
  void aKeyThatIsShownOnceHasANameAndSaysWhenItWasCopied() {
    page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    visit().choose(name(), "Rotate");
    visit().dialogButton("Rotate").click();
    visit().secret();
    assertThat(
            visit()
                .dialog()
                .getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("API key")))
        .hasCount(1);
    visit().dialogButton("Copy").click();
    assertThat(visit().dialog().getByRole(AriaRole.STATUS)).hasText("Copied");
    keyboard().press("Escape");
    assertThat(visit().dialog().getByRole(AriaRole.ALERT).last())
        .containsText("Copy and store it first");
    visit().store();
  }

  private Locator navigation(String label) {
    return page().getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName(label));
  }
}
