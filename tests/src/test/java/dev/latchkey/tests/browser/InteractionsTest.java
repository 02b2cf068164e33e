package dev.latchkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many clicks, fields and keystrokes an operator's tasks take. */
class InteractionsTest extends BrowserTest {
  private static final int TWENTY = 20;

  private int interactions;

  @Test
  void theFirstKeyTakesAtMostNineFromAColdBrowser() {
    try (ConsoleStack stack = ConsoleStack.start(false)) {
      BrowserSession visit = visit(stack.console(), BrowserSession.desk());
      visit.page().navigate(stack.console());
      visit.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
      click(visit.button("Sign in"));
      click(visit.page().getByText(BrowserSession.ENGINEER));
      click(visit.button("Register a data API"));
      fill(visit.field("ID"), "orders");
      fill(visit.field("Domain"), "sales");
      fill(visit.field("API Gateway ID"), "orders-data-api");
      click(visit.dialogButton("Register"));
      click(visit.dialogButton("Copy"));
      visit.dialog().getByText("Copied").waitFor();
      click(visit.dialogButton("Close"));
      visit.told("Registered");
      JsonNode dataApi = stack.prepare().call("GET", "/v1/data-apis/orders", null);
      assertThat(dataApi.path("dataset").asText()).isEqualTo("orders");
    }
    assertThat(interactions).isLessThanOrEqualTo(9);
  }

  @Test
  void aLeakedKeyIsRevokedWithAtMostFive() {
    ConsoleFixtures api = ConsoleStack.shared().prepare();
    String name = ConsoleFixtures.fresh("leaked");
    JsonNode key = api.key(api.dataApi(), name, 100);
    BrowserSession visit = visitOf(BrowserSession.ENGINEER);
    fill(visit.page().getByLabel("Search keys"), key.path("api_key").asText());
    click(visit.button("Actions for " + name));
    click(visit.page().getByText("Revoke", exactly()).last());
    click(visit.dialogButton("Revoke"));
    visit.told("Revoked");
    assertThat(api.find(key.path("key_id").asText()).path("status").asText()).isEqualTo("revoked");
    assertThat(interactions).isLessThanOrEqualTo(5);
  }

  @Test
  void twentyKeysAreExtendedWithAtMostSix() {
    ConsoleFixtures api = ConsoleStack.shared().prepare();
    String orders = api.dataApi();
    for (int i = 1; i < TWENTY; i++) {
      api.key(orders, ConsoleFixtures.fresh("app"), 200);
    }
    BrowserSession visit = visitOf(BrowserSession.ENGINEER);
    visit.page().locator(".filters select").first().selectOption(orders);
    interactions++;
    click(visit.page().getByLabel("Select all on this page"));
    click(visit.button("Extend"));
    click(visit.dialogButton("Extend 20 keys"));
    visit.dialog().getByText("20 keys extended.").waitFor();
    click(visit.dialogButton("Close"));
    Instant least = Instant.now().plus(Duration.ofDays(229));
    assertThat(api.keys(orders))
        .hasSize(TWENTY)
        .allMatch(key -> Instant.parse(key.path("expires_at").asText()).isAfter(least));
    assertThat(interactions).isLessThanOrEqualTo(6);
  }

  @Test
  void aColleaguesKeysAreHandedOverWithAtMostEight() {
    ConsoleFixtures api = ConsoleStack.shared().prepare();
    String orders = api.dataApi();
    String colleague = ConsoleFixtures.fresh("jonas");
    for (int i = 0; i < 3; i++) {
      JsonNode key = api.key(orders, ConsoleFixtures.fresh("app"), 200);
      api.call("PATCH", "/v1/keys/" + key.path("key_id").asText(), Map.of("owner", colleague));
    }
    BrowserSession visit = visitOf(BrowserSession.ENGINEER);
    visit.page().locator(".filters select").nth(1).selectOption(colleague);
    interactions++;
    click(visit.page().getByLabel("Select all on this page"));
    click(visit.button("Edit owner"));
    fill(visit.field("Owner (optional)"), "analytics");
    click(visit.dialogButton("Edit the owner of 3 keys"));
    visit.dialog().getByText("3 keys saved.").waitFor();
    click(visit.dialogButton("Close"));
    assertThat(api.keys(orders).findValuesAsText("owner"))
        .containsExactly("analytics", "analytics", "analytics");
    assertThat(interactions).isLessThanOrEqualTo(8);
  }

  private void click(Locator target) {
    target.click();
    interactions++;
  }

  private void fill(Locator field, String text) {
    field.fill(text);
    interactions++;
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }
}
