package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Who is let in, how far, and how one stays and leaves. */
class SignInTest extends BrowserTest {

  @Test
  void someoneWhoMayOnlyReadSeesNothingThatWouldBeRefused() {
    ConsoleFixtures api = ConsoleStack.shared().prepare();
    String orders = api.dataApi();
    BrowserSession visit = visitOf(BrowserSession.AUDITOR);
    visit.search(orders);
    assertThat(visit.page().getByText("View only")).isVisible();
    assertThat(visit.button("New key")).hasCount(0);
    assertThat(visit.page().locator("input[type=checkbox]")).hasCount(0);
    visit.button("Actions for " + orders).click();
    assertThat(visit.page().getByRole(AriaRole.MENUITEM)).hasText(new String[] {"Details"});
    visit.page().keyboard().press("Escape");
    visit.page().getByText("Data APIs").first().click();
    assertThat(visit.button("New data API")).hasCount(0);
    visit.button("Actions for " + orders).click();
    assertThat(visit.page().getByRole(AriaRole.MENUITEM)).hasText(new String[] {"Details"});
  }

  @Test
  void someoneWithoutARoleIsToldWhichOneIsMissing() {
    BrowserSession visit = visitOf(BrowserSession.OUTSIDER);
    assertThat(visit.page().getByText("have access yet")).isVisible();
    assertThat(visit.page().locator("body")).containsText("nx1_engineer");
    assertThat(visit.page().locator("body")).containsText("latchkey_auditor");
    assertThat(visit.button("New key")).hasCount(0);
  }

  @Test
  void anEndedSessionIsRenewedInASmallWindowAndNothingTypedIsLost() {
    ConsoleFixtures api = ConsoleStack.shared().prepare();
    String orders = api.dataApi();
    BrowserSession visit = visitOf(BrowserSession.ENGINEER);
    endSession(visit, url -> url.endsWith("/v1/keys"));
    String made = ConsoleFixtures.fresh("kept");
    visit.button("New key").click();
    visit.field("Data API").selectOption(orders);
    visit.field("Name").fill(made);
    visit.dialogButton("Create").click();
    assertThat(visit.dialog()).containsText("Nothing you typed is lost");
    Page small = visit.context().waitForPage(() -> visit.dialogButton("Sign in").click());
    small.getByText(BrowserSession.ENGINEER).click();
    String secret = visit.secret();
    visit.store();
    assertThat(small.isClosed()).isTrue();
    assertThat(api.find(secret.split("_", -1)[1]).path("name").asText()).isEqualTo(made);
  }

  @Test
  void whoSignsInAgainAsSomeoneElseGetsTheirOwnPage() {
    ConsoleFixtures api = ConsoleStack.shared().prepare();
    String orders = api.dataApi();
    BrowserSession visit = visitOf(BrowserSession.ENGINEER);
    visit.search(orders);
    visit.choose(orders, "Revoke");
    endSession(visit, url -> url.endsWith("/revoke"));
    visit.dialogButton("Revoke").click();
    Page small = visit.context().waitForPage(() -> visit.dialogButton("Sign in").click());
    small.getByText(BrowserSession.AUDITOR).click();
    assertThat(visit.page().locator(".who")).hasText(BrowserSession.AUDITOR);
    assertThat(visit.page().getByText("View only")).isVisible();
    assertThat(visit.button("New key")).hasCount(0);
    assertThat(visit.page().locator("dialog")).hasCount(0);
    visit.told("signed in as " + BrowserSession.AUDITOR);
    visit.search(orders);
    assertThat(visit.row(orders)).containsText("Active");
    visit.toDataApis();
    assertThat(visit.button("New data API")).hasCount(0);
  }

  @Test
  void aSecretOnShowStaysWhoeverSignsInAgain() {
    ConsoleFixtures api = ConsoleStack.shared().prepare();
    String orders = api.dataApi();
    BrowserSession visit = visitOf(BrowserSession.ENGINEER);
    visit.search(orders);
    visit.choose(orders, "Rotate");
    visit.dialogButton("Rotate").click();
    String secret = visit.secret();
    endSession(visit, url -> url.contains("/v1/keys?"));
    visit.page().evaluate("() => document.querySelector('.view-actions button').click()");
    Page small = visit.context().waitForPage(() -> visit.dialogButton("Sign in").click());
    small.getByText(BrowserSession.AUDITOR).click();
    assertThat(visit.page().locator(".who")).hasText(BrowserSession.AUDITOR);
    assertThat(visit.dialog().locator(".secret")).hasText(secret);
    visit.store();
  }

  @Test
  void thePageThatIsLoadedAgainAsksForNoClickHere() {
    BrowserSession visit = visitOf(BrowserSession.ENGINEER);
    visit.page().navigate(ConsoleStack.shared().console() + "#/data-apis");
    visit.page().reload();
    visit.page().getByText(BrowserSession.ENGINEER).click();
    assertThat(visit.page().getByRole(AriaRole.HEADING).first()).hasText("Data APIs");
  }

  @Test
  void signingOutLeavesNothingBehind() {
    BrowserSession visit = visitOf(BrowserSession.ENGINEER);
    visit.button("Sign out").click();
    assertThat(visit.button("Sign in")).isVisible();
    assertThat(visit.page().evaluate("() => sessionStorage.length + localStorage.length"))
        .isEqualTo(0);
    visit.page().reload();
    assertThat(visit.button("Sign in")).isVisible();
  }

  @Test
  void theTokenIsInMemoryOnly() {
    BrowserSession visit = visitOf(BrowserSession.ENGINEER);
    String kept =
        (String)
            visit
                .page()
                .evaluate(
                    "() => JSON.stringify([{...sessionStorage}, {...localStorage}, document.cookie,"
                        + " location.href, history.state])");
    assertThat(kept).doesNotContain("eyJ").doesNotContain("code=");
  }

  @Test
  void aTokenThatIsRejectedRightAfterSignInIsCalledThat() {
    BrowserSession visit = visit(ConsoleStack.shared().console(), BrowserSession.desk());
    visit
        .context()
        .route(
            url -> url.endsWith("/v1/me"),
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setStatus(401)
                        .setContentType("application/problem+json")
                        .setBody("{\"status\":401,\"instance\":\"a-request\"}")));
    visit.button("Sign in").click();
    visit.page().getByText(BrowserSession.ENGINEER).click();
    assertThat(visit.page().getByRole(AriaRole.HEADING).first())
        .hasText("Your sign-in was not accepted");
    assertThat(visit.page().locator("body")).containsText("a-request");
    assertThat(visit.page().locator("body")).containsText("/latchkey");
    assertThat(visit.page().locator("dialog")).hasCount(0);
    visit.button("Sign out").click();
    assertThat(visit.button("Sign in")).isVisible();
  }

  @Test
  void aProviderThatDoesNotRespondAtRenewalLosesNothing() {
    ConsoleFixtures api = ConsoleStack.shared().prepare();
    String orders = api.dataApi();
    BrowserSession visit = visitOf(BrowserSession.ENGINEER);
    AtomicBoolean isDown = new AtomicBoolean(true);
    AtomicBoolean ended = new AtomicBoolean(true);
    visit.context().route(url -> url.endsWith("/v1/keys"), route -> rejectOnce(route, ended));
    visit
        .context()
        .route(
            url -> url.endsWith("/token"),
            route -> {
              if (isDown.get()) {
                route.abort();
              } else {
                route.fallback();
              }
            });
    String made = ConsoleFixtures.fresh("kept");
    visit.button("New key").click();
    visit.field("Data API").selectOption(orders);
    visit.field("Name").fill(made);
    visit.dialogButton("Create").click();
    assertThat(visit.dialog()).containsText("sign-in provider could not be reached");
    assertThat(visit.field("Name")).hasValue(made);
    isDown.set(false);
    ended.set(true);
    visit.dialogButton("Create").click();
    String secret = visit.secret();
    visit.store();
    assertThat(api.find(secret.split("_", -1)[1]).path("name").asText()).isEqualTo(made);
  }

  @Test
  void goingBackToASignInThatIsOverBeginsAnotherOne() {
    BrowserSession visit = visitOf(BrowserSession.ENGINEER);
    visit.page().navigate(ConsoleStack.shared().console() + "?code=used&state=over");
    visit.page().getByText(BrowserSession.ENGINEER).click();
    assertThat(visit.button("New key")).isVisible();
  }

  @Test
  void furtherParametersGoToTheProvider() {
    BrowserSession visit = visit(ConsoleStack.shared().console(), BrowserSession.desk());
    List<String> bodies = new CopyOnWriteArrayList<>();
    visit
        .context()
        .route(
            url -> url.endsWith("/token"),
            route -> {
              bodies.add(route.request().postData());
              route.fallback();
            });
    visit.signIn(BrowserSession.ENGINEER);
    assertThat(visit.requests())
        .filteredOn(url -> url.contains("/authorize?"))
        .isNotEmpty()
        .allSatisfy(
            url ->
                assertThat(url)
                    .contains("audience=latchkey", "resource=urn%3Alatchkey", "client_id=console")
                    .doesNotContain("client_id=other"));
    assertThat(bodies)
        .singleElement()
        .asString()
        .contains("resource=urn%3Alatchkey", "client_id=console")
        .doesNotContain("audience");
  }

  @Test
  void aSignInThatThisPageDidNotStartIsRefused() {
    BrowserSession visit = visit(ConsoleStack.shared().console(), BrowserSession.desk());
    visit.page().navigate(ConsoleStack.shared().console() + "?code=stolen&state=made-up");
    assertThat(visit.page().locator("body")).containsText("not started from this page");
    assertThat(visit.requests()).noneMatch(url -> url.endsWith("/token"));
  }

  @Test
  void allOfItWorksBelowAStage() {
    BrowserSession visit =
        visit(ConsoleStack.shared().stagedConsole(), BrowserSession.desk())
            .signIn(BrowserSession.ENGINEER);
    assertThat(visit.button("New key")).isVisible();
    assertThat(visit.requests())
        .filteredOn(url -> url.contains("/v1/") || url.contains("/console/"))
        .isNotEmpty()
        .allMatch(url -> url.contains("/live/"));
  }

  /** Ends the session at the next request to one of these URLs. */
  static void endSession(BrowserSession visit, Predicate<String> urls) {
    AtomicBoolean ended = new AtomicBoolean(true);
    visit.context().route(urls, route -> rejectOnce(route, ended));
    visit.context().route(url -> url.endsWith("/token"), SignInTest::refuseRefreshing);
  }

  private static void rejectOnce(Route route, AtomicBoolean ended) {
    if (ended.getAndSet(false)) {
      route.fulfill(
          new Route.FulfillOptions()
              .setStatus(401)
              .setContentType("application/problem+json")
              .setBody("{\"status\":401,\"detail\":\"The token has ended.\"}"));
    } else {
      route.fallback();
    }
  }

  private static void refuseRefreshing(Route route) {
    String body = route.request().postData();
    if (body != null && body.contains("grant_type=refresh_token")) {
      route.fulfill(
          new Route.FulfillOptions()
              .setStatus(400)
              .setHeaders(Map.of("Access-Control-Allow-Origin", "*"))
              .setContentType("application/json")
              .setBody("{\"error\":\"invalid_grant\"}"));
    } else {
      route.fallback();
    }
  }
}
