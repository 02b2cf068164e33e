package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection that breaks after the change was made and before its answer came. */
class LostResponsesTest extends BrowserTest {
  private ConsoleFixtures api;
  private String orders;
  private BrowserSession visit;

  @BeforeEach
  void open() {
    api = ConsoleStack.shared().prepare();
    orders = api.dataApi();
    visit = visitOf(BrowserSession.ENGINEER);
    visit.search(orders);
  }

  @Test
  void aCreationThatIsTriedAgainMakesOneKeyAndShowsASecretThatIsIts() {
    String made = ConsoleFixtures.fresh("made");
    visit.button("New key").click();
    visit.field("Data API").selectOption(orders);
    visit.field("Name").fill(made);
    visit.loseAnswers(3);
    visit.dialogButton("Create").click();
    assertThat(visit.dialog()).containsText("The server didn’t respond");
    assertThat(visit.field("Name")).isDisabled();
    visit.dialogButton("Try again").click();
    assertThat(visit.dialogButton("Try again")).isVisible();
    visit.untilAnswered();
    visit.dialogButton("Try again").click();
    visit.untilAnswered();
    if (visit.dialogButton("Try again").isVisible()) {
      visit.dialogButton("Try again").click();
    }
    String secret = visit.secret();
    assertThat(visit.dialog()).containsText("this is a fresh secret for it");
    visit.store();
    JsonNode keys = api.keys(orders);
    assertThat(keys.findValuesAsText("name")).containsOnlyOnce(made);
    assertThat(keys.findValuesAsText("key_id")).contains(secret.split("_", -1)[1]);
  }

  @Test
  void aRegistrationThatIsTriedAgainMakesOneDataApiWithOneKey() {
    String id = ConsoleFixtures.fresh("data");
    visit.page().getByText("Data APIs").first().click();
    visit.button("New data API").click();
    DataApiFlowsTest.fillIn(visit, id);
    visit.loseAnswers(1);
    visit.dialogButton("Register").click();
    visit.dialogButton("Try again").click();
    String secret = visit.secret();
    visit.store();
    assertThat(api.keys(id).findValuesAsText("key_id")).containsExactly(secret.split("_", -1)[1]);
  }

  @Test
  void anExtensionThatIsTriedAgainCountsOnce() {
    String name = ConsoleFixtures.fresh("extended");
    JsonNode key = api.key(orders, name, 100);
    visit.button("Refresh").click();
    visit.search(name);
    visit.choose(name, "Extend");
    visit.field("Days to add").fill("10");
    visit.loseAnswers(2);
    visit.dialogButton("Extend").click();
    visit.dialogButton("Try again").click();
    visit.untilAnswered();
    visit.dialogButton("Try again").click();
    visit.told("Extended");
    Instant end = Instant.parse(key.path("expires_at").asText()).plus(Duration.ofDays(10));
    assertThat(api.find(key.path("key_id").asText()).path("expires_at").asText())
        .isEqualTo(end.toString());
  }

  @Test
  void aRepeatedRotationWithGraceLeavesTheOldSecretItsTime() {
    String name = ConsoleFixtures.fresh("rotated");
    JsonNode key = api.key(orders, name, 100);
    visit.button("Refresh").click();
    visit.search(name);
    visit.choose(name, "Rotate");
    visit.field("Hours that the old secret keeps working").fill("24");
    visit.loseAnswers(1);
    visit.dialogButton("Rotate").click();
    visit.dialogButton("Try again").click();
    assertThat(visit.dialog()).containsText("replaces the lost one");
    String until = api.find(key.path("key_id").asText()).path("previous_secret_until").asText();
    visit.dialogButton("Get a new secret").click();
    assertThat(visit.secret()).startsWith("lk_" + key.path("key_id").asText());
    visit.store();
    assertThat(api.find(key.path("key_id").asText()).path("previous_secret_until").asText())
        .isNotEmpty()
        .isEqualTo(until);
  }

  @Test
  void aDeletionThatIsTriedAgainSucceeds() {
    String name = ConsoleFixtures.fresh("deleted");
    JsonNode key = api.key(orders, name, 100);
    api.call("POST", "/v1/keys/" + key.path("key_id").asText() + "/revoke", java.util.Map.of());
    visit.button("Refresh").click();
    visit.search(name);
    visit.choose(name, "Delete");
    visit.loseAnswers(1);
    visit.dialogButton("Delete").click();
    visit.dialogButton("Try again").click();
    visit.told("Deleted");
  }
}
