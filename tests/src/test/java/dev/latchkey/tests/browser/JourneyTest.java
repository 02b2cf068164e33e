package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What someone comes for, from the first click to the last. */
class JourneyTest extends BrowserTest {
  private ConsoleFixtures api;
  private String orders;
  private String name;

  @BeforeEach
  void open() {
    api = ConsoleStack.shared().prepare();
    api.dataApi();
    orders = api.dataApi();
    name = ConsoleFixtures.fresh("billing");
  }

  @Test
  void aKeyIsInHandAfterThreeInteractions() {
    BrowserSession visit = visitOf(BrowserSession.ENGINEER).toDataApis();
    visit.row(orders).getByText("1 active key").click();
    visit.row(orders).waitFor();
    visit.button("New key").click();
    visit.page().keyboard().type(name);
    visit.page().keyboard().press("Enter");
    assertThat(visit.secret()).startsWith("lk_");
    visit.store();
    assertThat(api.keys(orders).findValuesAsText("name")).contains(name);
  }

  @Test
  void aLeakedKeyIsKilledInTenSeconds() {
    JsonNode key = api.key(orders, name, 100);
    BrowserSession visit = visitOf(BrowserSession.ENGINEER);
    long began = System.nanoTime();
    visit.search(key.path("api_key").asText());
    visit.button("Actions for " + name).click();
    visit.page().getByRole(AriaRole.MENUITEM).getByText("Revoke").click();
    visit.dialogButton("Revoke").click();
    visit.told("Revoked");
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertThat(api.find(key.path("key_id").asText()).path("status").asText()).isEqualTo("revoked");
    System.out.printf("A leaked key is killed in four interactions and %d ms.%n", took.toMillis());
    assertThat(took).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void theDefaultAndTheMostAreSaidBeforeTheyAreHit() {
    BrowserSession visit = visitOf(BrowserSession.ENGINEER);
    visit.button("New key").click();
    assertThat(visit.dialog()).containsText("Up to 365 days");
    assertThat(visit.field("Days")).hasValue("365");
    visit.field("Days").fill("366");
    assertThat(visit.dialog()).containsText("At most 365 days");
    visit.field("Days").fill("0");
    assertThat(visit.dialog()).containsText("at least 1");
    visit.dialog().getByLabel("Pick a date").check();
    visit.field("Expires").fill("2099-01-01T00:00");
    assertThat(visit.dialog()).containsText("No later than");
    visit.field("Expires").fill("2001-01-01T00:00");
    assertThat(visit.dialog()).containsText("Choose a time in the future.");
  }

  @Test
  void keysAreFilteredByDataApiAndStatusAndTheAddressKeepsIt() {
    String gone = api.key(orders, name, 100).path("key_id").asText();
    api.call("POST", "/v1/keys/" + gone + "/revoke", Map.of());
    BrowserSession visit = visitOf(BrowserSession.ENGINEER);
    visit.page().locator(".filters select").first().selectOption(orders);
    assertThat(visit.page().locator("tr[data-id]")).hasCount(2);
    visit.page().getByRole(AriaRole.RADIO).last().check();
    assertThat(visit.page().locator("tr[data-id]")).hasCount(1);
    assertThat(visit.row(name)).containsText("Revoked");
    assertThat(visit.page().url()).endsWith("#/keys?data_api=" + orders + "&status=revoked");
  }

  @Test
  void keysAreSortedByWhatIsAskedFor() {
    for (int i : List.of(2, 10, 1)) {
      api.key(orders, name + "-" + i, 100 + i);
    }
    BrowserSession visit = visitOf(BrowserSession.ENGINEER).search(name);
    Locator names = visit.page().locator("tr[data-id] .name");
    assertThat(names).hasText(named(1, 10, 2));
    sort(visit, "Name");
    assertThat(names).hasText(named(1, 2, 10));
    sort(visit, "Expires");
    assertThat(names).hasText(named(1, 2, 10));
    sort(visit, "Expires");
    assertThat(names).hasText(named(10, 2, 1));
  }

  @Test
  void furtherKeysAreOnTheNextPage() {
    for (int i = 0; i < 60; i++) {
      api.key(orders, name + "-" + i, 100);
    }
    BrowserSession visit = visitOf(BrowserSession.ENGINEER).search(name);
    assertThat(visit.page().locator(".pages p")).hasText("1–50 of 60 keys");
    visit.button("Next").click();
    assertThat(visit.page().locator("tr[data-id]")).hasCount(10);
    assertThat(visit.button("Next")).isDisabled();
    visit.button("Previous").click();
    assertThat(visit.page().locator("tr[data-id]")).hasCount(50);
  }

  @Test
  void anExpiredKeyCanBeRevokedOrDeletedAndNoLongerExtended() {
    String id = api.key(orders, name, 100).path("key_id").asText();
    Instant now = Instant.now();
    ConsoleStack.shared().date(id, now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1)));
    BrowserSession visit = visitOf(BrowserSession.ENGINEER).search(name);
    assertThat(visit.row(name)).containsText("Expired");
    visit.button("Actions for " + name).click();
    assertThat(visit.page().getByRole(AriaRole.MENUITEM))
        .hasText(new String[] {"Edit", "Details", "Revoke", "Delete"});
    visit.page().keyboard().press("Escape");
    visit.choose(name, "Edit");
    assertThat(visit.dialog()).containsText("The expiration can no longer be changed");
    visit.field("Description (optional)").fill("Kept for the audit");
    visit.dialogButton("Save").click();
    visit.told("Saved");
    visit.choose(name, "Revoke");
    assertThat(visit.dialog()).containsText("has expired already");
    visit.dialogButton("Revoke").click();
    visit.told("Revoked");
    visit.choose(name, "Delete");
    visit.dialogButton("Delete").click();
    visit.told("Deleted");
  }

  @Test
  void whatHappenedToADeletedKeyIsFoundByItsId() {
    String id = api.key(orders, name, 100).path("key_id").asText();
    api.call("POST", "/v1/keys/" + id + "/revoke", Map.of("reason", "leaked"));
    api.call("DELETE", "/v1/keys/" + id, null);
    BrowserSession visit = visitOf(BrowserSession.AUDITOR).search(id);
    visit.page().getByText("View history").click();
    visit.historyWith("deleted").first().waitFor();
    assertThat(visit.page().locator(".history")).containsText("leaked");
    visit.page().goBack();
    visit.search("");
    visit.button("Find a deleted key").click();
    visit.field("ID").fill("no id");
    visit.dialogButton("Show").click();
    assertThat(visit.dialog()).containsText("16 letters and digits.");
    visit.field("ID").fill(id);
    visit.dialogButton("Show").click();
    visit.historyWith("revoked").first().waitFor();
  }

  @Test
  void whatHappenedToADeletedDataApiIsFoundByItsId() {
    String id = api.keys(orders).get(0).path("key_id").asText();
    api.call("POST", "/v1/keys/" + id + "/revoke", Map.of());
    api.call("DELETE", "/v1/data-apis/" + orders, null);
    BrowserSession visit = visitOf(BrowserSession.ENGINEER).toDataApis();
    visit.button("Find a deleted data API").click();
    visit.field("ID").fill(orders);
    visit.dialogButton("Show").click();
    visit.historyWith("deleted").first().waitFor();
    assertThat(visit.page().locator(".history")).containsText("/orders · orders-data-api");
  }

  private String[] named(int... numbers) {
    return java.util.Arrays.stream(numbers).mapToObj(i -> name + "-" + i).toArray(String[]::new);
  }

  private static void sort(BrowserSession visit, String column) {
    visit
        .page()
        .locator("thead")
        .getByText(column, new Locator.GetByTextOptions().setExact(true))
        .click();
  }
}
