package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator does with data APIs, with a mouse. */
class DataApiFlowsTest extends BrowserTest {
  private ConsoleFixtures api;

  @BeforeEach
  void open() {
    api = ConsoleStack.shared().prepare();
  }

  /** Fills in the dialog that registers a data API. */
  static void fillIn(BrowserSession visit, String id) {
    visit.field("ID").fill(id);
    visit.field("Domain").fill("sales");
    visit.field("Dataset").fill("orders");
    visit.field("API Gateway ID").fill("orders-data-api");
    visit.field("Path").fill("/" + id);
  }

  @Test
  void aDataApiIsRegisteredAndItsFirstKeyShownOnce() {
    BrowserSession visit = arrive();
    String id = ConsoleFixtures.fresh("customers");
    visit.button("New data API").click();
    fillIn(visit, id);
    visit.field("Tags (optional)").fill("team=finance");
    visit.field("Days").fill("30");
    visit.dialogButton("Register").click();
    String secret = visit.secret();
    visit.store();
    visit.told("Registered");
    visit.page().getByLabel("Search data APIs").fill("team=finance " + id);
    assertThat(visit.row(id)).containsText("1 active key");
    assertThat(visit.row(id)).containsText("GET /" + id + " orders-data-api");
    JsonNode key = api.find(secret.split("_", -1)[1]);
    assertThat(key.path("name").asText()).isEqualTo("first key");
    assertThat(key.path("data_api_id").asText()).isEqualTo(id);
  }

  @Test
  void whatTheFormLacksIsSaidAtOnceAndTheFirstHasTheFocus() {
    BrowserSession visit = arrive();
    visit.button("New data API").click();
    visit.dialogButton("Register").click();
    assertThat(visit.dialog().getByText(Pattern.compile("^Enter an? [a-zA-Z ]+\\.$"))).hasCount(4);
    assertThat(visit.field("ID")).isFocused();
    visit.field("ID").fill("No Good");
    visit.field("Path").fill("orders");
    visit.dialogButton("Register").click();
    assertThat(visit.dialog()).containsText("Start with a lower-case letter");
    assertThat(visit.dialog()).containsText("Enter a path such as /orders");
  }

  @ParameterizedTest
  @CsvSource({"1440, 900", "390, 844", "320, 256"})
  void anIdThatIsTakenIsSaidInViewAndAtItsField(int width, int height) {
    String taken = api.dataApi();
    BrowserSession visit = arrive();
    visit.page().setViewportSize(width, height);
    visit.button("New data API").click();
    fillIn(visit, taken);
    visit.dialogButton("Register").click();
    assertThat(visit.field("ID")).hasAttribute("aria-invalid", "true");
    assertThat(visit.field("ID")).isFocused();
    Locator said = visit.dialog().locator(".field-error:not(:empty)");
    assertThat(said).hasCount(1);
    assertThat(said).isInViewport();
    visit.field("ID").fill(ConsoleFixtures.fresh("free"));
    assertThat(visit.field("ID")).not().hasAttribute("aria-invalid", "true");
    visit.dialogButton("Register").click();
    visit.secret();
    visit.store();
  }

  @ParameterizedTest
  @CsvSource({"1440, 900", "390, 844", "320, 256"})
  void aRefusalOfTheWholeIsInView(int width, int height) {
    BrowserSession visit = arrive();
    visit.page().setViewportSize(width, height);
    visit.button("New data API").click();
    fillIn(visit, ConsoleFixtures.fresh("offline"));
    visit.context().setOffline(true);
    visit.dialogButton("Register").click();
    Locator problem = visit.dialog().locator(".problem");
    assertThat(problem).containsText("The server didn’t respond");
    assertThat(problem).isInViewport();
    visit.context().setOffline(false);
    visit.dialogButton("Close anyway").click();
  }

  @Test
  void routesAreAddedChangedAndTakenAway() {
    String id = api.dataApi();
    BrowserSession visit = arrive();
    visit.choose(id, "Edit");
    visit.dialogButton("Add a route").click();
    Locator second = visit.dialog().locator(".route").nth(1);
    second.getByLabel("API Gateway ID").fill("orders-data-api");
    second.getByLabel("Stage").fill("live");
    second.getByLabel("Method").selectOption("POST");
    second.getByLabel("Path").fill("/orders/*");
    visit.dialog().getByLabel("Remove route 1").click();
    visit.dialogButton("Save").click();
    visit.told("Saved");
    JsonNode routes = api.call("GET", "/v1/data-apis/" + id, null).path("routes");
    assertThat(routes).hasSize(1);
    assertThat(routes.get(0).path("method").asText()).isEqualTo("POST");
    assertThat(routes.get(0).path("path").asText()).isEqualTo("/orders/*");
  }

  @Test
  void aRouteOfAHostIsAddedAndKeptByLaterEdits() {
    String id = api.dataApi();
    BrowserSession visit = arrive();
    visit.choose(id, "Edit");
    visit.dialogButton("Add a route behind a proxy").click();
    Locator second = visit.dialog().locator(".route").nth(1);
    assertThat(second.getByLabel("Host")).isFocused();
    second.getByLabel("Host").fill(id + ".example.com");
    second.getByLabel("Path").fill("/orders/*");
    visit.dialogButton("Save").click();
    visit.told("Saved");
    visit.choose(id, "Edit");
    visit.dialog().getByLabel("Remove route 1").click();
    visit.dialogButton("Save").click();
    visit.told("Saved");
    JsonNode routes = api.call("GET", "/v1/data-apis/" + id, null).path("routes");
    assertThat(routes.toString())
        .isEqualTo(
            "[{\"host\":\"%s.example.com\",\"method\":\"GET\",\"path\":\"/orders/*\"}]"
                .formatted(id));
    assertThat(visit.row(id)).containsText("GET /orders/* " + id + ".example.com");
  }

  @Test
  void aDataApiWithAnActiveKeyLeadsToItsKeysInstead() {
    String id = api.dataApi();
    BrowserSession visit = arrive();
    visit.choose(id, "Delete");
    assertThat(visit.dialog()).containsText("Revoke its 1 active or suspended key first");
    visit.dialogButton("Show its keys").click();
    assertThat(visit.row(id)).hasCount(1);
    assertThat(visit.page()).hasURL(ConsoleStack.shared().console() + "#/keys?data_api=" + id);
  }

  @Test
  void aDataApiWithoutActiveKeysIsDeleted() {
    String id = api.dataApi();
    String keyId = api.keys(id).get(0).path("key_id").asText();
    api.call("POST", "/v1/keys/" + keyId + "/revoke", Map.of());
    BrowserSession visit = arrive();
    visit.choose(id, "Delete");
    visit.dialogButton("Delete").click();
    visit.told("Deleted");
    assertThat(visit.row(id)).hasCount(0);
  }

  @Test
  void itsHistoryTellsOfItsRoutes() {
    String id = api.dataApi();
    BrowserSession visit = arrive();
    visit.choose(id, "Details");
    Locator registered = visit.historyWith("registered");
    assertThat(registered).containsText("Registered by");
    assertThat(registered).containsText("/orders · orders-data-api");
  }

  private BrowserSession arrive() {
    BrowserSession visit = visitOf(BrowserSession.ENGINEER);
    visit.page().getByText("Data APIs").first().click();
    visit.page().locator(".data-apis tr[data-id], .empty").first().waitFor();
    return visit;
  }
}
