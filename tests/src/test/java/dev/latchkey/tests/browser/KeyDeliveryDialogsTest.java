package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import dev.latchkey.tests.system.OwnedSecrets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that Secrets Manager receives, and what is offered if it may not have one. */
class KeyDeliveryDialogsTest extends BrowserTest {
  private static final String ARN = "ARN of the secret (optional)";
  private static final String UNDELIVERED = "may not be in Secrets Manager";

  private final OwnedSecrets secrets = ConsoleStack.shared().secrets();
  private ConsoleFixtures api;
  private String orders;
  private String arn;
  private BrowserSession visit;

  @BeforeEach
  void open() {
    api = ConsoleStack.shared().prepare();
    orders = api.dataApi();
    arn = secrets.create(orders);
    visit = visitOf(BrowserSession.ENGINEER);
    visit.search(orders);
  }

  @Test
  void aKeyIsCreatedIntoASecretAndItsPageNamesTheSecret() {
    String name = fillIn();
    visit.dialogButton("Create").click();
    isDelivered();
    String id = secrets.value(arn).path("key_id").asText();
    assertThat(api.find(id).path("name").asText()).isEqualTo(name);
    visit.go("#/keys/" + id, ".facts");
    assertThat(visit.page().locator(".facts").first()).containsText(arn);
    visit.page().getByText("Secrets Manager", exactly()).click();
    assertThat(visit.page().locator("pre")).containsText("get-secret-value --secret-id " + arn);
  }

  @Test
  void aSecretThatDoesNotTakeTheKeyIsRefusedAtItsField() {
    fillIn();
    String other = secrets.createUntagged();
    visit.field(ARN).fill("arn");
    visit.dialogButton("Create").click();
    assertThat(visit.dialog()).containsText("Enter a whole ARN");
    visit.field(ARN).fill(other);
    visit.dialog().locator("summary").click();
    assertThat(visit.field(ARN)).isHidden();
    visit.dialogButton("Create").click();
    assertThat(visit.field(ARN)).isFocused();
    assertThat(visit.dialog().locator(".more .field-error")).containsText("whose tag latchkey is");
    assertThat(api.keys(orders)).hasSize(1);
  }

  @Test
  void aKeyThatDidNotArriveIsDeliveredAgain() {
    String name = fillIn();
    whileFailing(
        () -> {
          visit.dialogButton("Create").click();
          assertThat(visit.dialog()).containsText(UNDELIVERED);
          visit.dialogButton("Get a new secret").click();
          visit.untilAnswered();
          assertThat(visit.dialog()).containsText(UNDELIVERED);
        });
    visit.dialogButton("Get a new secret").click();
    isDelivered();
    assertThat(api.keys(orders).findValuesAsText("name")).containsOnlyOnce(name);
    String id = secrets.value(arn).path("key_id").asText();
    assertThat(api.find(id).path("name").asText()).isEqualTo(name);
  }

  @Test
  void aKeyThatDidNotArriveIsShownInstead() {
    fillIn();
    whileFailing(
        () -> {
          visit.dialogButton("Create").click();
          assertThat(visit.dialog()).containsText(UNDELIVERED);
        });
    visit.field(ARN).fill("");
    visit.dialogButton("Get a new secret").click();
    JsonNode key = api.find(visit.secret().split("_", -1)[1]);
    assertThat(key.has("secret_arn")).isFalse();
    assertThat(key.has("previous_secret_until")).isFalse();
    visit.store();
    assertThat(api.keys(orders)).hasSize(2);
  }

  @Test
  void theFirstKeyOfADataApiIsDeliveredAgain() {
    String id = ConsoleFixtures.fresh("data");
    arn = secrets.create(id);
    visit.toDataApis().button("New data API").click();
    DataApiFlowsTest.fillIn(visit, id);
    deliver();
    whileFailing(
        () -> {
          visit.dialogButton("Register").click();
          assertThat(visit.dialog()).containsText(UNDELIVERED);
        });
    visit.dialogButton("Get a new secret").click();
    isDelivered();
    assertThat(api.keys(id).findValuesAsText("key_id"))
        .containsExactly(secrets.value(arn).path("key_id").asText());
    assertThat(visit.row(id)).hasCount(1);
  }

  @Test
  void aDeliveredKeyIsRotatedIntoItsSecret() {
    JsonNode key = delivered();
    String before = secrets.apiKey(arn);
    visit.choose("delivered", "Rotate");
    assertThat(visit.field(ARN)).hasValue(arn);
    visit.dialogButton("Now (leaked)").click();
    visit.dialogButton("Rotate").click();
    assertThat(visit.dialog()).containsText("Enter at least 1 hour");
    visit.dialogButton("1 hour").click();
    whileFailing(
        () -> {
          visit.dialogButton("Rotate").click();
          assertThat(visit.dialog()).containsText(UNDELIVERED);
        });
    String until = find(key).path("previous_secret_until").asText();
    visit.dialogButton("Get a new secret").click();
    isDelivered();
    visit.told("Rotated");
    assertThat(secrets.apiKey(arn)).isNotEqualTo(before);
    assertThat(find(key).path("previous_secret_until").asText()).isNotEmpty().isEqualTo(until);
    assertThat(find(key).path("secret_arn").asText()).isEqualTo(arn);
  }

  @Test
  void anEmptyFieldShowsTheSecretOfADeliveredKey() {
    JsonNode key = delivered();
    visit.choose("delivered", "Rotate");
    visit.field(ARN).fill("");
    visit.dialogButton("Rotate").click();
    assertThat(visit.secret()).startsWith("lk_" + key.path("key_id").asText());
    visit.store();
    assertThat(find(key).has("secret_arn")).isFalse();
  }

  private JsonNode delivered() {
    JsonNode key =
        api.call(
            "POST",
            "/v1/keys",
            Map.of(
                "data_api_id",
                orders,
                "name",
                "delivered",
                "deliver_to",
                Map.of("secret_arn", arn)));
    visit.button("Refresh").click();
    visit.search(orders + " delivered");
    return key;
  }

  private JsonNode find(JsonNode key) {
    return api.find(key.path("key_id").asText());
  }

  private String fillIn() {
    String name = ConsoleFixtures.fresh("reports");
    visit.button("New key").click();
    visit.field("Data API").selectOption(orders);
    visit.field("Name").fill(name);
    deliver();
    return name;
  }

  private void deliver() {
    visit.dialog().getByText("Deliver to AWS Secrets Manager").click();
    visit.field(ARN).fill(arn);
  }

  private void isDelivered() {
    assertThat(visit.dialog()).containsText("The key is in Secrets Manager and was not shown");
    visit.dialogButton("Close").click();
    assertThat(visit.page().locator("dialog")).hasCount(0);
  }

  private static void whileFailing(Runnable action) {
    ConsoleStack.shared().guardedSecrets().whileFailing("PutSecretValue", action);
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }
}
