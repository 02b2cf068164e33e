package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What is seen until the data is there, and when it does not come. */
class LoadingTest extends BrowserTest {
  private static final String LISTING = "**/v1/keys?*";
  private static final String WATCH_SHIFTS =
      """
      globalThis.shifts = [];
      new PerformanceObserver((list) => {
        for (const shift of list.getEntries()) {
          if (!shift.hadRecentInput) shifts.push([shift.value, ...shift.sources.map((each) => each.node?.outerHTML?.slice(0, 80))]);
        }
      }).observe({ type: 'layout-shift', buffered: true });
      """;

  @Test
  void theTableHasItsShapeBeforeItsKeysAndNothingMovesWhenTheyCome() {
    ConsoleFixtures api = ConsoleStack.shared().prepare();
    String orders = api.dataApi();
    for (int i = 0; i < 12; i++) {
      api.key(orders, ConsoleFixtures.fresh("shift"), 100);
    }
    BrowserSession visit = visit(ConsoleStack.shared().console(), BrowserSession.desk());
    Page page = visit.page();
    page.context().addInitScript(WATCH_SHIFTS);
    CompletableFuture<Route> waiting = new CompletableFuture<>();
    page.route(LISTING, waiting::complete);
    visit.button("Sign in").click();
    page.getByText(BrowserSession.ENGINEER).click();
    assertThat(page.locator("table")).hasAttribute("aria-busy", "true");
    assertThat(page.locator("tr.skeleton")).hasCount(8);
    page.waitForCondition(waiting::isDone);
    page.unroute(LISTING);
    waiting.join().fallback();
    page.locator("tr[data-id]").first().waitFor();
    visit.toDataApis();
    visit.button("New data API").click();
    page.keyboard().press("Escape");
    System.out.println("Layout shifts: " + page.evaluate("shifts"));
    assertThat(
            ((Number) page.evaluate("shifts.reduce((sum, [value]) => sum + value, 0)"))
                .doubleValue())
        .isLessThan(0.01);
  }

  @Test
  void aFrameIsSeenBeforeAnythingIsKnown() {
    BrowserSession visit = visit(ConsoleStack.shared().console(), BrowserSession.desk());
    Page page = visit.page();
    CompletableFuture<Route> config = new CompletableFuture<>();
    page.route("**/config.json", config::complete);
    page.reload();
    assertThat(visit.button("Sign in")).isVisible();
    visit.button("Sign in").click();
    page.waitForCondition(config::isDone);
    page.unroute("**/config.json");
    config.join().fallback();
    CompletableFuture<Route> me = new CompletableFuture<>();
    page.route("**/v1/me", me::complete);
    page.getByText(BrowserSession.ENGINEER).click();
    assertThat(page.locator("nav a"))
        .hasText(new String[] {"Overview", "Keys", "Data APIs", "Activity"});
    assertThat(page.locator("main .bone").first()).isVisible();
    page.waitForCondition(me::isDone);
    page.unroute("**/v1/me");
    me.join().fallback();
    assertThat(page.locator("h1")).hasText("Data API keys");
  }

  @Test
  void anOpenFormOffersTheDataApisThatComeLater() {
    String orders = ConsoleStack.shared().prepare().dataApi();
    BrowserSession visit = visit(ConsoleStack.shared().console(), BrowserSession.desk());
    CompletableFuture<Route> waiting = new CompletableFuture<>();
    visit.page().route("**/v1/data-apis?*", waiting::complete);
    visit.button("Sign in").click();
    visit.page().getByText(BrowserSession.ENGINEER).click();
    visit.button("New key").click();
    visit.page().waitForCondition(waiting::isDone);
    visit.page().unroute("**/v1/data-apis?*");
    assertThat(visit.field("Data API").locator("option")).hasCount(1);
    waiting.join().fallback();
    visit.field("Data API").selectOption(orders);
    assertThat(visit.field("Data API")).hasValue(orders);
  }

  @Test
  void withoutADataApiAFormForAKeySaysWhatToDoFirst() {
    BrowserSession visit = visit(ConsoleStack.shared().console(), BrowserSession.desk());
    visit
        .page()
        .route(
            "**/v1/data-apis?*",
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{\"data_apis\":[]}")));
    visit.signIn(BrowserSession.ENGINEER);
    visit.button("New key").click();
    visit.dialogButton("Create").click();
    assertThat(visit.dialog()).containsText("Register a data API first.");
    visit.page().keyboard().press("Escape");
  }

  @Test
  void nobodyElseIsAsked() {
    BrowserSession visit = visitOf(BrowserSession.ENGINEER).toDataApis();
    String provider = ConsoleStack.shared().provider();
    String here = ConsoleStack.shared().console().replace("/console/", "/");
    assertThat(visit.requests()).allMatch(url -> url.startsWith(here) || url.startsWith(provider));
  }

  @Test
  void aListThatCannotBeReadSaysSoAndIsReadAgain() {
    ConsoleStack.shared().prepare().dataApi();
    BrowserSession visit = visit(ConsoleStack.shared().console(), BrowserSession.desk());
    AtomicReference<String> asked = new AtomicReference<>();
    visit
        .page()
        .route(
            LISTING,
            route -> {
              asked.set(route.request().url());
              route.abort();
            });
    visit.button("Sign in").click();
    visit.page().getByText(BrowserSession.ENGINEER).click();
    assertThat(visit.page().locator(".problem")).containsText("could not be reached");
    assertThat(asked.get()).contains("limit=");
    visit.page().unroute(LISTING);
    visit.button("Refresh").click();
    visit.page().locator("tr[data-id]").first().waitFor();
    assertThat(visit.page().locator(".problem")).hasCount(0);
  }

  @Test
  void aListThatCouldNotBeReadIsReadAgainByItsButton() {
    ConsoleStack.shared().prepare().dataApi();
    BrowserSession visit = visit(ConsoleStack.shared().console(), BrowserSession.desk());
    visit.page().navigate(ConsoleStack.shared().console());
    visit.page().route(LISTING, Route::abort);
    visit.button("Sign in").click();
    visit.page().getByText(BrowserSession.ENGINEER).click();
    assertThat(visit.page().locator(".problem").first()).containsText("could not be reached");
    assertThat(visit.page().locator(".panels")).isHidden();
    visit.page().unroute(LISTING);
    visit.button("Try again").click();
    assertThat(visit.page().locator(".number").first()).isVisible();
    assertThat(visit.page().locator(".problem")).hasCount(0);
    assertThat(visit.page().locator("#main")).isFocused();
  }

  @Test
  void listsAreReadAgainWhenTheNetworkIsBack() {
    ConsoleStack.shared().prepare().dataApi();
    BrowserSession visit = visitOf(BrowserSession.ENGINEER);
    visit.context().setOffline(true);
    visit.button("Refresh").click();
    assertThat(visit.page().locator(".problem")).containsText("could not be reached");
    visit.context().setOffline(false);
    assertThat(visit.page().locator(".problem")).hasCount(0);
    visit.page().locator("tr[data-id]").first().waitFor();
  }
}
