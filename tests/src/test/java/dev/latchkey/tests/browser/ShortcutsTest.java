package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

/** What single keys and the search for anything do. */
class ShortcutsTest extends OneVisitTest {
  @Test
  void aSlashGoesToTheSearch() {
    page().locator("#main").focus();
    keyboard().press("/");
    assertThat(page().getByLabel("Search keys")).isFocused();
    keyboard().type("/n?");
    assertThat(page().locator("dialog")).hasCount(0);
  }

  @Test
  void aSlashGoesToTheSearchFromEveryView() {
    visit().go("#/", ".counts");
    keyboard().press("/");
    assertThat(page().getByLabel("Search keys")).isFocused();
  }

  @Test
  void nCreatesWhatTheViewIsAbout() {
    page().locator("#main").focus();
    keyboard().press("n");
    assertThat(visit().dialog().locator("h2")).hasText("New key");
    keyboard().press("Escape");
    visit().toDataApis();
    keyboard().press("n");
    assertThat(visit().dialog().locator("h2")).hasText("Register a data API");
    keyboard().press("Escape");
    visit().go("#/data-apis/" + dataApi(), ".panels");
    keyboard().press("n");
    assertThat(visit().field("Data API")).hasValue(dataApi());
    keyboard().press("Escape");
  }

  @Test
  void aQuestionMarkListsThemAndTurnsThemOff() {
    page().locator("#main").focus();
    keyboard().press("?");
    assertThat(visit().dialog()).containsText("Find anything");
    Locator on = visit().dialog().getByLabel("Use shortcuts of a single character");
    on.uncheck();
    keyboard().press("Escape");
    keyboard().press("n");
    assertThat(page().locator("dialog")).hasCount(0);
    keyboard().press("Control+k");
    visit().field("Search, or paste a key or a log line").fill("shortcuts");
    keyboard().press("Enter");
    on.check();
    keyboard().press("Escape");
    keyboard().press("n");
    assertThat(page().locator("dialog")).hasCount(1);
    keyboard().press("Escape");
  }

  @Test
  void anythingIsFoundFromEverywhere() {
    visit().go("#/activity", "h1");
    keyboard().press("Control+k");
    keyboard().type(name() + "-soon");
    assertThat(visit().dialog().getByRole(AriaRole.OPTION)).hasCount(1);
    keyboard().press("Enter");
    assertThat(page().locator("h1")).hasText(name() + "-soon");
    keyboard().press("Control+k");
    keyboard().type(dataApi());
    keyboard().press("ArrowUp");
    keyboard().press("Escape");
    assertThat(page().locator("dialog")).hasCount(0);
  }

  @Test
  void aNameThatCouldBeAnIdIsFound() {
    String word = "billing" + Long.toString(System.nanoTime(), 36);
    String long16 = (word + "0".repeat(16)).substring(0, 16);
    ConsoleStack.shared().prepare().key(dataApi(), long16, 10);
    visit().button("Refresh").click();
    visit().search(long16);
    assertThat(visit().row(long16)).hasCount(1);
    keyboard().press("Control+k");
    keyboard().type(long16);
    assertThat(visit().dialog().getByRole(AriaRole.OPTION)).hasCount(2);
    keyboard().press("ArrowDown");
    keyboard().press("Enter");
    assertThat(page().locator("h1")).hasText(long16);
  }

  @Test
  void aPastedLineOpensItsKeyAndLeavesNoSecret() {
    String id = ConsoleStack.shared().prepare().keys(dataApi()).get(0).path("key_id").asText();
    visit().button("Find anything").click();
    Locator field = visit().field("Search, or paste a key or a log line");
    field.fill("{\"header\":\"lk_" + id + "_" + "0".repeat(49) + "\"}");
    assertThat(field).hasValue(id);
    keyboard().press("Enter");
    assertThat(page().locator(".facts").first()).containsText(id);
  }
}
