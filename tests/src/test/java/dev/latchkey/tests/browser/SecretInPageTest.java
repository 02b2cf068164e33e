package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An API key is in the page while its dialog is open, and nowhere after. */
class SecretInPageTest extends BrowserTest {
  private static final String EVERYWHERE =
      """
      async () => JSON.stringify([
        await caches.keys(), await indexedDB.databases(),
        document.documentElement.outerHTML, document.body.innerText, location.href, history.state,
        {...sessionStorage}, {...localStorage}, document.cookie, document.title,
        [...document.querySelectorAll('input, textarea, select')].map((field) => field.value),
        performance.getEntries().map((entry) => entry.name), String(getSelection()),
      ])
      """;

  private BrowserSession visit;
  private String secret;
  private String keyId;

  @BeforeEach
  void make() {
    String orders = ConsoleStack.shared().prepare().dataApi();
    visit = visitOf(BrowserSession.ENGINEER);
    visit.button("New key").click();
    visit.field("Data API").selectOption(orders);
    visit.field("Name").fill(ConsoleFixtures.fresh("secret"));
    visit.dialogButton("Create").click();
    String shown = visit.secret();
    secret = shown.substring(shown.length() - 49);
    keyId = shown.split("_", -1)[1];
  }

  @Test
  void afterCloseItIsNowhere() {
    assertThat(everywhere()).contains(secret);
    visit.store();
    assertThat(everywhere()).doesNotContain(secret);
    assertThat(visit.requests()).noneMatch(url -> url.contains(secret));
    assertThat(ConsoleStack.shared().log()).doesNotContain(secret);
  }

  @Test
  void neitherEscapeNorCloseTakesItAwayUnstored() {
    visit.page().keyboard().press("Escape");
    visit.page().keyboard().press("Escape");
    visit.dialogButton("Close").click();
    assertThat(visit.dialog()).containsText("Copy and store it first");
    assertThat(visit.secret()).endsWith(secret);
    visit.store();
  }

  @Test
  void whoGoesAwayAndComesBackDoesNotSeeIt() {
    visit.page().navigate("about:blank");
    visit.page().goBack();
    visit.page().getByText(BrowserSession.ENGINEER).click();
    visit.page().locator("tr[data-id]").first().waitFor();
    assertThat(everywhere()).doesNotContain(secret);
  }

  @Test
  void copyPutsItIntoTheClipboard() {
    visit.context().grantPermissions(java.util.List.of("clipboard-read", "clipboard-write"));
    visit.dialogButton("Copy").click();
    assertThat(visit.dialog()).containsText("Copied");
    visit.page().keyboard().press("Escape");
    assertThat(visit.dialog()).containsText("Copy and store it first");
    visit.dialogButton("Close").click();
    assertThat(visit.page().locator("dialog")).hasCount(0);
    visit.page().getByLabel("Search keys").focus();
    visit.page().keyboard().press("Control+V");
    assertThat(visit.page().getByLabel("Search keys")).hasValue(keyId);
  }

  private String everywhere() {
    return (String) visit.page().evaluate(EVERYWHERE);
  }
}
