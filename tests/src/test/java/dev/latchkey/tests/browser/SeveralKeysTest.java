package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same done to several keys at once. */
class SeveralKeysTest extends BrowserTest {
  private static final int MORE_THAN_A_REQUEST = 101;

  private ConsoleFixtures api;
  private String orders;
  private String name;
  private BrowserSession visit;

  @BeforeEach
  void open() {
    api = ConsoleStack.shared().prepare();
    orders = api.dataApi();
    name = ConsoleFixtures.fresh("batch");
    for (int i = 1; i <= 3; i++) {
      api.key(orders, name + "-" + i, 100);
    }
    visit = visitOf(BrowserSession.ENGINEER);
    visit.search(name);
  }

  @Test
  void threeAreRevokedAndThenDeletedWithTheOutcomeOfEach() {
    visit.page().getByLabel("Select all on this page").check();
    visit.button("Revoke 3 keys").click();
    visit.dialogButton("Revoke 3 keys").click();
    assertThat(visit.dialog().locator(".outcomes .done")).hasCount(3);
    assertThat(visit.dialog()).containsText("3 keys revoked.");
    visit.dialogButton("Close").click();
    assertThat(api.keys(orders).findValuesAsText("status")).containsOnlyOnce("active");

    visit.page().getByLabel("Select all on this page").check();
    visit.button("Delete 3 keys").click();
    visit.dialogButton("Delete 3 keys").click();
    assertThat(visit.dialog()).containsText("3 keys deleted.");
    visit.dialogButton("Close").click();
    assertThat(api.keys(orders)).hasSize(1);
    assertThat(visit.page().getByText("No keys match")).isVisible();
  }

  @Test
  void whatIsRefusedIsNamed() {
    String gone = api.keys(orders).get(0).path("key_id").asText();
    visit.page().getByLabel("Select all on this page").check();
    api.call("POST", "/v1/keys/" + gone + "/revoke", Map.of());
    api.call("DELETE", "/v1/keys/" + gone, null);
    visit.button("Revoke 3 keys").click();
    visit.dialogButton("Revoke 3 keys").click();
    assertThat(visit.dialog().locator(".outcomes .done")).hasCount(2);
    assertThat(visit.dialog().locator(".outcomes .failed")).containsText("No such key");
    assertThat(visit.dialog().getByText("again")).isHidden();
    visit.dialogButton("Close").click();
    assertThat(visit.page().getByText("2 keys", new Page.GetByTextOptions().setExact(true)))
        .isVisible();
    assertThat(visit.page().getByText("key selected")).isHidden();
  }

  @Test
  void whatIsRefusedStaysSelected() {
    String extended = api.keys(orders).get(0).path("key_id").asText();
    visit.page().getByLabel("Select all on this page").check();
    api.call("POST", "/v1/keys/" + extended + "/extend", Map.of("validity_days", 1));
    visit.button("Extend").click();
    visit.dialogButton("Extend 3 keys").click();
    assertThat(visit.dialog().locator(".outcomes .done")).hasCount(2);
    assertThat(visit.dialog().locator("h2")).hasText("2 keys extended, 1 not.");
    assertThat(visit.dialog().locator(".outcomes li").first()).containsText("changed meanwhile");
    visit.dialogButton("Close").click();
    assertThat(visit.page().getByText("1 key selected")).isVisible();
  }

  @Test
  void whatDidNotReachTheServerCanBeTriedAgain() {
    visit.page().getByLabel("Select all on this page").check();
    visit.button("Suspend").click();
    visit.page().route("**/v1/keys/bulk", Route::abort, new Page.RouteOptions().setTimes(1));
    visit.dialogButton("Suspend 3 keys").click();
    assertThat(visit.dialog().locator(".outcomes .failed")).hasCount(3);
    visit.dialogButton("Try 3 keys again").click();
    assertThat(visit.dialog().locator(".outcomes .done")).hasCount(3);
  }

  @Test
  void afterARequestThatFailsNoneIsSent() {
    for (int i = 4; i <= MORE_THAN_A_REQUEST; i++) {
      api.key(orders, name + "-" + i, 100);
    }
    visit.button("Refresh").click();
    visit.button("Next").waitFor();
    AtomicInteger sent = new AtomicInteger();
    visit
        .page()
        .route(
            "**/v1/keys/bulk",
            route -> {
              sent.incrementAndGet();
              route.abort();
            });
    visit.page().getByLabel("Select all on this page").check();
    visit.button("Select all 101 that match").click();
    visit.button("Suspend").click();
    visit.dialogButton("Suspend 101 keys").click();
    assertThat(visit.dialog().locator("h2")).hasText("0 keys suspended, 101 not.");
    assertThat(visit.dialog().locator(".outcomes .failed")).hasCount(MORE_THAN_A_REQUEST);
    assertThat(visit.dialog().locator(".outcomes .failed").first()).isInViewport();
    assertThat(visit.dialog().locator(".outcomes .failed").last()).containsText("Not sent");
    assertThat(sent.get()).isEqualTo(1);
    visit.page().unroute("**/v1/keys/bulk");
    visit.dialogButton("Try 101 keys again").click();
    assertThat(visit.dialog().locator("h2")).hasText("101 keys suspended.");
  }
}
