package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator does with one key, with a mouse. */
class KeyFlowsTest extends BrowserTest {
  private ConsoleFixtures api;
  private String orders;
  private String name;
  private JsonNode key;
  private BrowserSession visit;

  @BeforeEach
  void open() {
    api = ConsoleStack.shared().prepare();
    orders = api.dataApi();
    name = ConsoleFixtures.fresh("billing");
    key = api.key(orders, name, 100);
    visit = visitOf(BrowserSession.ENGINEER);
    visit.search(name);
  }

  @Test
  void aKeyIsMadeInThreeInteractionsAndShownOnce() {
    String made = ConsoleFixtures.fresh("made");
    visit.button("New key").click();
    visit.field("Data API").selectOption(orders);
    visit.field("Name").fill(made);
    visit.field("Days").fill("30");
    assertThat(visit.dialog().locator(".preview")).containsText("in 30 days");
    visit.dialogButton("Create").click();

    String secret = visit.secret();
    assertThat(secret).matches("lk_[0-9A-Za-z]{16}_[0-9A-Za-z]{49}");
    visit.store();
    visit.told(made);
    visit.search(made);
    assertThat(visit.row(made)).containsText("Active");
    JsonNode stored = api.find(secret.split("_", -1)[1]);
    assertThat(stored.path("name").asText()).isEqualTo(made);
    assertThat(days(stored)).isEqualTo(30);
  }

  @Test
  void aKeyIsMadeUntilADate() {
    String made = ConsoleFixtures.fresh("dated");
    visit.button("New key").click();
    visit.field("Data API").selectOption(orders);
    visit.field("Name").fill(made);
    visit.field("Description (optional)").fill("Reads orders");
    visit.dialog().getByLabel("Pick a date").check();
    String end = Instant.now().plus(Duration.ofDays(9)).toString().substring(0, 16);
    visit.field("Expires").fill(end);
    visit.dialogButton("Create").click();
    String secret = visit.secret();
    visit.store();
    JsonNode stored = api.find(secret.split("_", -1)[1]);
    assertThat(stored.path("expires_at").asText()).isEqualTo(end + ":00Z");
    assertThat(stored.path("description").asText()).isEqualTo("Reads orders");
  }

  @Test
  void theNewEndIsShownWhileDaysAreTyped() {
    visit.choose(name, "Extend");
    Locator preview = visit.dialog().locator(".preview");
    visit.field("Days to add").fill("20");
    assertThat(preview).containsText("in 120 days");
    visit.field("Days to add").fill("265");
    assertThat(preview).containsText("in 365 days");
    visit.dialogButton("Extend").click();
    visit.told("Extended");
    assertThat(days(api.find(id()))).isEqualTo(365);
    assertThat(visit.row(name)).containsText("in 365 days");
  }

  @Test
  void theYearsLimitIsSaidBeforeItIsHit() {
    visit.choose(name, "Extend");
    assertThat(visit.dialog()).containsText("Up to 265 days");
    visit.field("Days to add").fill("266");
    assertThat(visit.dialog()).containsText("At most 265 days");
    visit.dialogButton("Extend").click();
    assertThat(visit.field("Days to add")).isFocused();
    visit.field("Days to add").fill("265");
    visit.dialogButton("Extend").click();
    visit.told("Extended");
    visit.choose(name, "Extend");
    assertThat(visit.dialog()).containsText("already has the maximum");
    assertThat(visit.dialog().locator("input")).hasCount(0);
  }

  @Test
  void nameDescriptionAndEndAreEdited() {
    String renamed = ConsoleFixtures.fresh("renamed");
    visit.choose(name, "Edit");
    visit.field("Name").fill(renamed);
    visit.field("Description (optional)").fill("For invoices");
    String end = Instant.now().plus(Duration.ofDays(5)).toString().substring(0, 16);
    visit.field("Expires").fill(end);
    visit.dialogButton("Save").click();
    visit.told("Saved");
    JsonNode edited = api.find(id());
    assertThat(edited.path("name").asText()).isEqualTo(renamed);
    assertThat(edited.path("description").asText()).isEqualTo("For invoices");
    assertThat(edited.path("expires_at").asText()).isEqualTo(end + ":00Z");
    visit.search(renamed);
    assertThat(visit.row(renamed)).containsText("Expires soon");

    visit.choose(renamed, "Edit");
    visit.field("Description (optional)").fill("");
    visit.dialogButton("Save").click();
    visit.told("Saved");
    assertThat(api.find(id()).has("description")).isFalse();
  }

  @Test
  void anEditThatTouchesNothingChangesNothing() {
    visit.choose(name, "Edit");
    visit.dialogButton("Save").click();
    visit.told("Saved");
    assertThat(api.find(id()).path("expires_at")).isEqualTo(key.path("expires_at"));
  }

  @Test
  void aRotatedKeyShowsItsNewSecretOnceAndKeepsTheOldOneForItsGrace() {
    visit.choose(name, "Rotate");
    assertThat(visit.field("Hours that the old secret keeps working")).hasValue("24");
    visit.dialogButton("Rotate").click();
    String secret = visit.secret();
    assertThat(secret).startsWith("lk_" + id()).isNotEqualTo(key.path("api_key").asText());
    assertThat(visit.dialog()).containsText("The old secret works until");
    visit.store();
    visit.told("Rotated");
    assertThat(api.find(id()).has("previous_secret_until")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"discard_new, true", "end_previous, false"})
  void whileARotationIsPendingAPersonChoosesWhichSecretEnds(String ends, boolean keepsTime) {
    api.call("POST", "/v1/keys/" + id() + "/rotate", Map.of("grace_hours", 24));
    String until = api.find(id()).path("previous_secret_until").asText();
    visit.choose(name, "Rotate");
    visit.dialogButton("7 days").click();
    visit.dialogButton("Rotate").click();
    assertThat(visit.dialog()).containsText("An earlier rotation is pending");
    visit.dialogButton("Rotate").click();
    assertThat(visit.dialog()).containsText("Choose which secret ends");
    visit.field("Secret that ends").selectOption(ends);
    visit.dialogButton("Rotate").click();
    assertThat(visit.secret()).startsWith("lk_" + id());
    visit.store();
    String now = api.find(id()).path("previous_secret_until").asText();
    assertThat(now.equals(until)).isEqualTo(keepsTime);
    assertThat(now).isGreaterThanOrEqualTo(until);
  }

  @Test
  void aKeyIsRevokedAfterItWasSaidWhatStops() {
    visit.choose(name, "Revoke");
    assertThat(visit.dialog()).containsText("cannot be undone");
    assertThat(visit.dialog()).containsText("/orders orders-data-api");
    visit.field("Reason (optional)").fill("leaked");
    visit.dialogButton("Revoke").click();
    visit.told("Revoked");
    assertThat(visit.row(name)).containsText("Revoked");
    JsonNode revoked = api.find(id());
    assertThat(revoked.path("status").asText()).isEqualTo("revoked");
    assertThat(revoked.path("revoke_reason").asText()).isEqualTo("leaked");
  }

  @Test
  void onlyARevokedOrExpiredKeyCanBeDeleted() {
    visit.button("Actions for " + name).click();
    assertThat(visit.page().getByRole(AriaRole.MENUITEM))
        .hasText(new String[] {"Extend", "Edit", "Rotate", "Details", "Suspend", "Revoke"});
    visit.page().keyboard().press("Escape");
    visit.choose(name, "Revoke");
    visit.dialogButton("Revoke").click();
    visit.told("Revoked");
    visit.button("Actions for " + name).click();
    assertThat(visit.page().getByRole(AriaRole.MENUITEM))
        .hasText(new String[] {"Edit", "Details", "Delete"});
    visit.page().keyboard().press("Escape");
    visit.choose(name, "Delete");
    visit.dialogButton("Delete").click();
    visit.told("Deleted");
    assertThat(visit.row(name)).hasCount(0);
    assertThat(api.keys(orders).findValuesAsText("key_id")).doesNotContain(id());
  }

  @Test
  void itsHistorySaysWhoChangedWhatFromWhichValueToWhich() {
    api.call("POST", "/v1/keys/" + id() + "/extend", Map.of("validity_days", 7));
    visit.choose(name, "Details");
    Locator extended = visit.historyWith("extended");
    assertThat(extended).containsText("Extended by");
    assertThat(extended).containsText("→");
    assertThat(visit.page().locator(".event.created")).hasCount(1);
    assertThat(visit.page().locator(".facts").first()).containsText(id());
  }

  @Test
  void aLeakedKeyIsFoundByPastingItAndItsSecretLeavesTheField() {
    String secret = key.path("api_key").asText();
    visit.search(secret);
    assertThat(visit.page().getByLabel("Search keys")).hasValue(id());
    assertThat(visit.row(name)).hasCount(1);
    assertThat(visit.page().content()).doesNotContain(secret.substring(secret.length() - 49));
  }

  @Test
  void whatTheApiRefusesStandsBesideItsField() {
    api.call("POST", "/v1/keys/" + id() + "/revoke", Map.of());
    visit.choose(name, "Extend");
    visit.dialogButton("Extend").click();
    assertThat(visit.dialog().locator(".problem")).containsText("Request ID:");
    assertThat(visit.dialog().locator(".problem")).containsText("revoked");
  }

  private String id() {
    return key.path("key_id").asText();
  }

  private static long days(JsonNode stored) {
    Instant end = Instant.parse(stored.path("expires_at").asText());
    return Math.round(Duration.between(Instant.now(), end).toSeconds() / 86_400.0);
  }
}
