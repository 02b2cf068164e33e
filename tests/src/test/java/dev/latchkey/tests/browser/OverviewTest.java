package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The overview counts the keys, and leads to those that need attention. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverviewTest extends BrowserTest {
  private ConsoleStack stack;
  private JsonNode unused;

  @BeforeAll
  void start() {
    stack = ConsoleStack.start(true);
    ConsoleFixtures api = stack.prepare();
    String orders = api.dataApi("orders");
    unused = api.key(orders, "unused", 100);
    Instant now = Instant.now();
    String id = unused.path("key_id").asText();
    stack.date(id, now.minus(Duration.ofDays(120)), now.plus(Duration.ofDays(80)));
    api.key(orders, "soon", 5);
    change(api, api.key(orders, "rotated", 60), "rotate", Map.of("grace_hours", 24));
    change(api, api.key(orders, "revoked", 60), "revoke", Map.of());
    change(api, api.key(orders, "suspended", 60), "suspend", Map.of());
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @Test
  void countsKeysByStatus() {
    BrowserSession visit = arrive();
    Locator counts = visit.page().locator(".counts");
    assertThat(counts.locator("li"))
        .hasText(new String[] {"4Active", "1Suspended", "0Expired", "1Revoked"});
    counts.getByText("Suspended").click();
    assertThat(visit.row("suspended")).hasCount(1);
    assertThat(visit.page().locator("tr[data-id]")).hasCount(1);
  }

  @Test
  void whatNeedsAttentionLeadsToItsKeys() {
    BrowserSession visit = arrive();
    Locator attention = visit.page().locator(".attention").first();
    assertThat(attention).containsText("1 key expires within 7 days");
    assertThat(attention).containsText("1 key in a grace period");
    assertThat(attention).containsText("5 keys without an owner");
    attention.getByText("unused for 90 days").click();
    assertThat(visit.row("unused")).hasCount(1);
    assertThat(visit.page().locator("tr[data-id]")).hasCount(1);
    assertThat(visit.row("unused")).containsText("unused for 90 days");
  }

  @Test
  void aWeekLeadsToTheKeysThatExpireInIt() {
    BrowserSession visit = arrive();
    Locator week = visit.page().locator("a.week").first();
    assertThat(week).hasText(Pattern.compile("^1 in the week from "));
    week.click();
    assertThat(visit.row("soon")).hasCount(1);
    assertThat(visit.page().locator("tr[data-id]")).hasCount(1);
  }

  @Test
  void theNextKeyToExpireIsFirst() {
    assertThat(arrive().page().locator(".next a").first()).hasText("soon");
  }

  @Test
  void recentChangesLeadToTheActivity() {
    BrowserSession visit = arrive();
    visit.page().locator(".events .event").first().waitFor();
    visit.page().locator(".history p a").first().click();
    visit.page().getByLabel("Kind of event").selectOption("suspended");
    assertThat(visit.page().locator(".event")).hasCount(1);
    assertThat(visit.page().locator(".event")).containsText("Suspended suspended of orders by");
    visit.page().getByLabel("Kind of event").selectOption("removed");
    assertThat(visit.page().getByText("No events match these filters.")).isVisible();
  }

  @Test
  void noNumberIsShownBeforeItIsKnown() {
    BrowserSession visit = visit(stack.console(), BrowserSession.desk());
    visit.page().navigate(stack.console());
    CompletableFuture<Route> waiting = new CompletableFuture<>();
    visit.page().route("**/v1/keys?*", waiting::complete);
    visit.button("Sign in").click();
    visit.page().getByText(BrowserSession.ENGINEER).click();
    assertThat(visit.page().locator(".panels")).hasAttribute("aria-busy", "true");
    assertThat(visit.page().locator(".number")).hasCount(0);
    visit.page().locator("nav").getByText("Keys").click();
    assertThat(visit.page().locator(".pill .count").first()).hasText("");
    visit.page().locator("nav").getByText("Data APIs").click();
    assertThat(visit.page().getByText("0 active keys")).hasCount(0);
    visit.page().waitForCondition(waiting::isDone);
    visit.page().unroute("**/v1/keys?*");
    waiting.join().fallback();
    assertThat(visit.page().getByText("4 active keys")).hasCount(1);
  }

  private BrowserSession arrive() {
    return visitOf(stack, BrowserSession.desk(), BrowserSession.ENGINEER).go("#/", ".number");
  }

  private static void change(
      ConsoleFixtures api, JsonNode key, String action, Map<String, ?> body) {
    api.call("POST", "/v1/keys/" + key.path("key_id").asText() + "/" + action, body);
  }
}
