package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of a key, and the messages about it. */
class KeyPageTest extends BrowserTest {
  private static final long MORE_THAN_AN_HOUR = 3_700_000;
  private static final String KEEP_COPIES =
      "() => { navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }; }";

  private ConsoleFixtures api;
  private String orders;
  private JsonNode key;
  private BrowserSession visit;

  @BeforeEach
  void make() {
    api = ConsoleStack.shared().prepare();
    orders = api.dataApi();
    key = api.key(orders, ConsoleFixtures.fresh("paged"), 30);
    visit = visitOf(BrowserSession.ENGINEER);
  }

  @Test
  void showsStateAccessAndHistory() {
    open();
    assertThat(visit.page().locator(".facts").first()).containsText(id());
    assertThat(visit.page().locator(".facts").first()).containsText("sales");
    assertThat(visit.page().locator(".route-list")).containsText("/orders orders-data-api");
    assertThat(visit.page().getByText("This key has no restrictions.")).isVisible();
    visit.historyWith("created").first().waitFor();
  }

  @Test
  void showsTheRequestsOfThirtyDays() {
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    visit
        .page()
        .route(
            "**/usage?days=30",
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(
                            """
                            {"usage": {"recorded_since": "%1$sT00:00:00Z", "last_used_at": "%1$sT00:00:00Z"},
                             "days": [{"date": "%1$s", "allowed": 1234, "denied": 5}]}
                            """
                                .formatted(today))));
    open();
    assertThat(visit.page().locator(".usage")).containsText("1,234 allowed requests, 5 denied.");
    assertThat(visit.page().locator(".bars rect.allowed")).hasCount(30);
    visit.page().getByText("Numbers of each day").click();
    assertThat(visit.page().locator(".usage tbody tr")).hasText(today + "1,2345");
  }

  @Test
  void showsBothExpirationsInAGracePeriod() {
    api.call("POST", "/v1/keys/" + id() + "/rotate", Map.of("grace_hours", 24));
    open();
    Locator notice = visit.page().locator(".notice");
    assertThat(notice).containsText("Two secrets work.");
    assertThat(notice).containsText(Pattern.compile("The old secret expires in 24 hours, .* UTC"));
    assertThat(notice).containsText(Pattern.compile("expires with the key, .* UTC"));
    assertThat(notice).containsText("No use of the old secret is recorded since the rotation.");
    visit.go("#/keys?show=grace&data_api=" + orders, "tr[data-id]");
    assertThat(visit.row(key.path("name").asText())).containsText("old secret expires in 24 hours");
  }

  @Test
  void seesThatAGracePeriodIsOver() {
    api.call("POST", "/v1/keys/" + id() + "/rotate", Map.of("grace_hours", 1));
    visit = visit(ConsoleStack.shared().console(), BrowserSession.desk());
    visit.page().clock().install();
    visit.signIn(BrowserSession.ENGINEER);
    visit.page().waitForResponse("**/v1/keys/" + id() + "?include=usage", this::open);
    assertThat(visit.page().locator(".notice")).containsText("Two secrets work.");
    visit.page().clock().fastForward(MORE_THAN_AN_HOUR);
    assertThat(visit.page().locator(".notice")).hasCount(0);
  }

  @Test
  void keepsTheFocusWhenTheKeyWasChangedElsewhere() {
    visit.page().waitForResponse("**/v1/keys/" + id() + "?include=usage", this::open);
    Locator copy = visit.page().getByLabel("Copy the key ID");
    copy.focus();
    api.call("PATCH", "/v1/keys/" + id(), Map.of("name", "renamed elsewhere"));
    visit.page().evaluate("() => dispatchEvent(new Event('online'))");
    assertThat(visit.page().locator("h1")).hasText("renamed elsewhere");
    assertThat(copy).isFocused();
  }

  @Test
  void saysOfASuspendedKeyThatNoAppUsesItBeforeItIsRevoked() {
    api.call(
        "POST",
        "/v1/keys/" + api.keys(orders).get(1).path("key_id").asText() + "/revoke",
        Map.of());
    api.call("POST", "/v1/keys/" + id() + "/suspend", Map.of());
    open();
    assertThat(visit.page().locator(".lead .status")).hasText("Suspended");
    visit.button("Revoke").click();
    assertThat(visit.dialog()).containsText("This key is suspended");
    assertThat(visit.dialog()).not().containsText("the last active key");
  }

  @Test
  void hasCodeForEachLanguageWithoutASecret() {
    open();
    visit.page().evaluate(KEEP_COPIES);
    for (String language :
        List.of("curl", "Python", "JavaScript", "Java", ".env", "Secrets Manager")) {
      visit.page().getByLabel(language, exactly()).check();
      visit.page().locator(".snippets .panel-head button").click();
      String code = (String) visit.page().evaluate("() => copied");
      assertThat(code).as(language).contains("API_KEY").doesNotContain("lk_");
      assertThat(visit.page().locator(".snippets code")).hasText(code);
    }
  }

  @Test
  void isChangedByItsButtons() {
    open();
    visit.button("Suspend").click();
    visit.dialogButton("Suspend").click();
    visit.told("Suspended");
    assertThat(visit.page().locator(".lead .status")).hasText("Suspended");
    visit.button("Resume").click();
    visit.dialogButton("Resume").click();
    visit.told("Resumed");
    visit.button("Edit").click();
    visit.field("Name").fill("renamed");
    visit.dialogButton("Save").click();
    visit.told("Saved");
    assertThat(visit.page()).hasTitle("renamed · Latchkey");
    visit.historyWith("edited").first().waitFor();
  }

  @Test
  void givesTheFocusToTheViewWhenItsKeyIsDeleted() {
    api.call("POST", "/v1/keys/" + id() + "/revoke", Map.of());
    open();
    visit.button("Delete").click();
    visit.dialogButton("Delete").click();
    assertThat(visit.page().locator("h1")).hasText("No key with this ID");
    assertThat(visit.page().locator("#main")).isFocused();
  }

  @Test
  void rotationWarnsBeforeItEndsTheOldSecretAtOnce() {
    open();
    visit.button("Rotate").click();
    assertThat(visit.dialog().locator(".notice")).hasCount(0);
    visit.dialogButton("Now (leaked)").click();
    assertThat(visit.dialog().locator(".notice")).containsText("stops working at once");
    visit.dialogButton("24 hours").click();
    assertThat(visit.dialog().locator(".notice")).hasCount(0);
  }

  @Test
  void aMessageForTheTeamSaysWhatToDoAndHasNoSecret() {
    open();
    visit.page().evaluate(KEEP_COPIES);
    visit.button("Rotate").click();
    visit.dialogButton("Rotate").click();
    String secret = visit.secret();
    visit.store();
    visit.told("Rotated");
    visit.button("Copy a message for the team").click();
    assertThat((String) visit.page().evaluate("() => copied"))
        .contains("was rotated", "The old secret works until", "#/keys/" + id())
        .doesNotContain(secret, secret.substring(secret.length() - 49));
  }

  @Test
  void explainsTheRequestOfALogLine() {
    open();
    visit.button("Explain a request").click();
    visit
        .field("Log line (optional)")
        .fill(
            """
            {"timestamp":"2026-11-27T09:00:00.123Z","key_id":"%s","route":"POST /customers/{id}"}
            """
                .formatted(id()));
    assertThat(visit.field("Time (optional)")).hasValue("2026-11-27T09:00:00Z");
    assertThat(visit.field("Method")).hasValue("POST");
    assertThat(visit.field("Path")).hasValue("/customers/{id}");
    visit.field("Time (optional)").fill("");
    visit.dialogButton("Explain").click();
    assertThat(visit.dialog().locator(".status")).hasText("Denied with 403");
    visit.dialogButton("Explain another").click();
    visit.field("Path").fill("/orders");
    visit.dialogButton("Explain").click();
    assertThat(visit.dialog().locator(".status")).hasText("Allowed");
    assertThat(visit.dialog().locator(".outcomes .failed")).hasCount(0);
    assertThat(visit.dialog().locator(".outcomes")).containsText("Secret: Not checked");
    assertThat(visit.dialog().locator(".outcomes code")).hasCount(0);
    visit.dialogButton("Close").click();
  }

  @Test
  void aFilledFormIsDiscardedAtTheSecondAttempt() {
    visit.button("New key").click();
    visit.field("Name").fill("half a key");
    visit.page().keyboard().press("Escape");
    assertThat(visit.dialog()).containsText("Close again to discard");
    assertThat(visit.field("Name")).hasValue("half a key");
    visit.page().keyboard().press("Escape");
    assertThat(visit.page().locator("dialog")).hasCount(0);
  }

  private void open() {
    visit.go("#/keys/" + id(), ".panels");
    assertThat(visit.page().locator("h1")).hasText(key.path("name").asText());
  }

  private String id() {
    return key.path("key_id").asText();
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
