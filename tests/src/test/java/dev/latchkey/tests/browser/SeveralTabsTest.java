package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two people in two tabs. */
class SeveralTabsTest extends BrowserTest {
  private ConsoleFixtures api;
  private String name;
  private JsonNode key;

  @BeforeEach
  void make() {
    api = ConsoleStack.shared().prepare();
    name = ConsoleFixtures.fresh("shared");
    key = api.key(api.dataApi(), name, 100);
  }

  @Test
  void whatOneChangesTheOtherSeesWhenTheyComeBack() {
    BrowserSession one = visitOf(BrowserSession.ENGINEER).search(name);
    BrowserSession other = visitOf(BrowserSession.AUDITOR).search(name);
    assertThat(other.row(name)).containsText("Active");
    one.choose(name, "Revoke").dialogButton("Revoke").click();
    one.told("Revoked");
    comeBack(other);
    assertThat(other.row(name)).containsText("Revoked");
  }

  @Test
  void aKeysPageSeesThatTheKeyIsGone() {
    String id = key.path("key_id").asText();
    BrowserSession other = visitOf(BrowserSession.AUDITOR);
    other
        .page()
        .waitForResponse(
            "**/v1/keys/" + id + "?include=usage", () -> other.go("#/keys/" + id, ".panels"));
    api.call("POST", "/v1/keys/" + id + "/revoke", Map.of());
    api.call("DELETE", "/v1/keys/" + id, null);
    comeBack(other);
    assertThat(other.page().locator("h1")).hasText("No key with this ID");
    other.historyWith("deleted").first().waitFor();
  }

  @Test
  void aDialogOfAKeyThatAnotherRevokedSaysSo() {
    BrowserSession one = visitOf(BrowserSession.ENGINEER).search(name);
    BrowserSession other = visitOf(BrowserSession.ENGINEER).search(name);
    one.choose(name, "Extend");
    other.choose(name, "Revoke").dialogButton("Revoke").click();
    other.told("Revoked");
    one.dialogButton("Extend").click();
    assertThat(one.dialog().locator(".problem")).containsText("revoked");
    assertThat(one.dialog().locator(".problem")).isInViewport();
  }

  @Test
  void anEditOfADataApiKeepsTheRoutesThatAnotherChanged() {
    String id = key.path("data_api_id").asText();
    BrowserSession one = visitOf(BrowserSession.ENGINEER).toDataApis();
    one.choose(id, "Edit");
    api.call(
        "PATCH",
        "/v1/data-apis/" + id,
        Map.of("routes", new Object[] {Map.of("api_id", "orders-data-api", "path", "/moved")}));
    one.field("Description (optional)").fill("All orders");
    one.dialogButton("Save").click();
    one.told("Saved");
    JsonNode edited = api.call("GET", "/v1/data-apis/" + id, null);
    assertThat(edited.at("/routes/0/path").asText()).isEqualTo("/moved");
    assertThat(edited.path("description").asText()).isEqualTo("All orders");
  }

  private static void comeBack(BrowserSession visit) {
    visit.page().evaluate("() => dispatchEvent(new Event('focus'))");
  }
}
