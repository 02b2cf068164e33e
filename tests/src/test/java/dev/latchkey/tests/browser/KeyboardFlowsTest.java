package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Keyboard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator does with keys, without a mouse. */
class KeyboardFlowsTest extends BrowserTest {
  private static final int MANY_TABS = 60;

  private ConsoleFixtures api;
  private String name;
  private JsonNode key;
  private BrowserSession visit;
  private Keyboard keyboard;

  @BeforeEach
  void open() {
    api = ConsoleStack.shared().prepare();
    String orders = api.dataApi();
    name = ConsoleFixtures.fresh("billing");
    key = api.key(orders, name, 100);
    visit = visitOf(BrowserSession.ENGINEER);
    keyboard = visit.page().keyboard();
    tabTo("Search keys");
    keyboard.type(name);
    assertThat(visit.row(name)).isVisible();
  }

  @Test
  void aKeyIsMadeAndItsSecretStored() {
    keyboard.press("Shift+Tab");
    assertThat(visit.focus()).isEqualTo("New key");
    keyboard.press("Enter");
    String made = ConsoleFixtures.fresh("made");
    tabTo("Data API");
    keyboard.type(key.path("data_api_id").asText());
    tabTo("Name");
    keyboard.type(made);
    keyboard.press("Enter");
    String secret = visit.secret();
    assertThat(visit.focus()).isEqualTo("Copy");
    keyboard.press("Escape");
    assertThat(visit.focus()).isEqualTo("I’ve stored it safely");
    keyboard.press("Space");
    keyboard.press("Enter");
    visit.told(made);
    assertThat(visit.focus()).isEqualTo("New key");
    assertThat(api.find(secret.split("_", -1)[1]).path("name").asText()).isEqualTo(made);
  }

  @Test
  void aKeyIsExtendedAndFocusIsBackAtItsRow() {
    chooseByLetter("e", "e");
    tabTo("Days to add");
    keyboard.press("Control+A");
    keyboard.type("5");
    keyboard.press("Enter");
    visit.told("Extended");
    assertThat(visit.focus()).isEqualTo("Actions for " + name);
  }

  @Test
  void aLeakedKeyIsRevokedAndDeleted() {
    chooseByLetter("r", "r");
    assertThat(visit.focus()).startsWith("Reason");
    keyboard.type("leaked");
    keyboard.press("Enter");
    visit.told("Revoked");
    assertThat(visit.focus()).isEqualTo("Actions for " + name);
    chooseByLetter("d", "d");
    assertThat(visit.focus()).isEqualTo("Delete");
    keyboard.press("Enter");
    visit.told("Deleted");
    assertThat(visit.page().locator("#main")).isFocused();
  }

  @Test
  void aMenuIsWalkedThroughAndLeft() {
    tabTo("Actions for " + name);
    keyboard.press("ArrowDown");
    assertThat(visit.focus()).isEqualTo("Extend");
    keyboard.press("ArrowUp");
    assertThat(visit.focus()).isEqualTo("Revoke");
    keyboard.press("Home");
    assertThat(visit.focus()).isEqualTo("Extend");
    keyboard.press("End");
    assertThat(visit.focus()).isEqualTo("Revoke");
    keyboard.press("Escape");
    assertThat(visit.focus()).isEqualTo("Actions for " + name);
    assertThat(visit.page().locator("[role=menu]")).hasCount(0);
  }

  @Test
  void aDialogKeepsTheFocusAndEscapeGivesItBack() {
    chooseByLetter("e", "e");
    for (int i = 0; i < 12; i++) {
      keyboard.press("Tab");
      assertThat(visit.page().locator("#page :focus")).hasCount(0);
    }
    keyboard.press("Escape");
    assertThat(visit.page().locator("dialog")).hasCount(0);
    assertThat(visit.focus()).isEqualTo("Actions for " + name);
  }

  @Test
  void theFirstTabSkipsToTheContent() {
    assertThat(visit.page().evaluate("() => document.querySelector('a, button').className"))
        .isEqualTo("skip");
    visit.page().locator(".skip").focus();
    keyboard.press("Enter");
    assertThat(visit.page().locator("#main")).isFocused();
  }

  private void chooseByLetter(String... letters) {
    tabTo("Actions for " + name);
    keyboard.press("Enter");
    for (String letter : letters) {
      keyboard.press(letter);
    }
    keyboard.press("Enter");
  }

  private void tabTo(String target) {
    for (int i = 0; i < MANY_TABS && !visit.focus().equals(target); i++) {
      keyboard.press("Tab");
    }
    assertThat(visit.focus()).isEqualTo(target);
  }
}
