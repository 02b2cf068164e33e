package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists that are read again, in pages, while they are worked with. */
class ReadAgainTest extends BrowserTest {
  private static final Pattern LISTING = Pattern.compile("/v1/keys\\?");
  private static final int FURTHER_PAGE = 1000;

  private ConsoleFixtures api;
  private String orders;
  private String name;
  private JsonNode first;
  private JsonNode second;
  private BrowserSession visit;

  @BeforeEach
  void open() {
    api = ConsoleStack.shared().prepare();
    orders = api.dataApi();
    name = ConsoleFixtures.fresh("listed");
    first = withoutSecret(api.key(orders, name + "-1", 100));
    second = withoutSecret(api.key(orders, name + "-2", 100));
    visit = visit(ConsoleStack.shared().console(), BrowserSession.desk());
  }

  @Test
  void aSelectionOutlastsAListThatIsReadPageByPage() {
    List<Route> lastPages = new ArrayList<>();
    List<JsonNode> firstPage = new ArrayList<>(List.of(second, first));
    visit
        .page()
        .route(
            LISTING,
            route -> {
              if (route.request().url().contains("cursor=")) {
                lastPages.add(route);
              } else {
                answer(route, json(firstPage.stream()), "more");
              }
            });
    visit.signIn(BrowserSession.ENGINEER).search(name);
    visit.page().getByLabel("Select " + name + "-1").check();
    visit.page().waitForCondition(() -> lastPages.size() == 1);
    lastPages.get(0).abort();
    assertThat(visit.page().locator(".problem")).isVisible();
    firstPage.remove(first);
    visit.button("Refresh").click();
    visit.page().waitForCondition(() -> lastPages.size() == 2);
    assertThat(visit.row(name + "-1")).hasCount(0);
    answer(lastPages.get(1), json(Stream.of(first)), null);
    assertThat(visit.page().locator(".several p")).hasText("1 key selected");
    assertThat(visit.page().getByLabel("Select " + name + "-1")).isChecked();
  }

  @Test
  void aListFromBeforeAChangeDoesNotUndoIt() {
    visit.signIn(BrowserSession.ENGINEER).search(name);
    AtomicInteger readings = new AtomicInteger();
    visit
        .page()
        .route(
            LISTING,
            route -> {
              answer(route, json(Stream.of(second, first)), null);
              readings.incrementAndGet();
            });
    visit.choose(name + "-1", "Revoke").dialogButton("Revoke").click();
    visit.told("Revoked");
    visit.button("New key").click();
    visit.field("Data API").selectOption(orders);
    visit.field("Name").fill(name + "-3");
    visit.dialogButton("Create").click();
    visit.secret();
    visit.store();
    visit.button("Refresh").click();
    visit.page().waitForCondition(() -> readings.get() > 0);
    assertThat(visit.page().locator("table")).hasAttribute("aria-busy", "false");
    assertThat(visit.row(name + "-1")).containsText("Revoked");
    assertThat(visit.row(name + "-3")).hasCount(1);
    visit.choose(name + "-1", "Delete").dialogButton("Delete").click();
    visit.told("Deleted");
    visit.button("Refresh").click();
    visit.page().waitForCondition(() -> readings.get() > 1);
    assertThat(visit.row(name + "-2")).hasCount(1);
    assertThat(visit.row(name + "-1")).hasCount(0);
  }

  @Test
  void aDataApiThatWasRegisteredAgainIsSeenThough() {
    visit.signIn(BrowserSession.ENGINEER).toDataApis().choose(orders, "Edit");
    visit.field("Description (optional)").fill("as it was");
    visit.dialogButton("Save").click();
    visit.told("Saved");
    ObjectNode again = (ObjectNode) api.call("GET", "/v1/data-apis/" + orders, null);
    again
        .put("revision", 1)
        .put("description", "as it is")
        .put("created_at", "2099-01-01T00:00:00Z");
    visit
        .page()
        .route(
            "**/v1/data-apis?*", route -> fulfill(route, "{\"data_apis\":[%s]}".formatted(again)));
    visit.button("Refresh").click();
    assertThat(visit.row(orders)).containsText("as it is");
  }

  @Test
  void aKeyThatIsTheSameKeepsItsRow() {
    visit.signIn(BrowserSession.ENGINEER).search(name);
    visit.row(name + "-1").evaluate("row => { row.mark = true; }");
    api.call("PATCH", path(second), Map.of("description", "read again"));
    visit.button("Refresh").click();
    assertThat(visit.row(name + "-2")).containsText("read again");
    assertThat(visit.row(name + "-1").evaluate("row => row.mark")).isEqualTo(true);
  }

  @Test
  void ofMoreKeysThanAreReadThoseOfADataApiAreReadWhereItIsChosen() {
    AtomicInteger pages = new AtomicInteger();
    visit
        .page()
        .route(
            LISTING,
            route -> {
              if (route.request().url().contains("data_api_id=")) {
                route.fallback();
              } else {
                answer(route, manyOf(pages.getAndIncrement()), "more");
              }
            });
    visit.page().navigate(ConsoleStack.shared().console() + "#/keys?data_api=" + orders);
    visit.page().reload();
    visit.signIn(BrowserSession.ENGINEER);
    assertThat(visit.page().locator(".pages p")).hasText("3 keys");
    assertThat(visit.row(name + "-1")).hasCount(1);
    visit.page().navigate(ConsoleStack.shared().console() + "#/data-apis");
    visit.page().getByLabel("Search data APIs").fill(orders);
    assertThat(visit.row(orders)).containsText("0+ active keys");
    visit.page().navigate(ConsoleStack.shared().console() + "#/keys?status=revoked");
    assertThat(visit.page().locator(".empty")).containsText("Only the newest 20,000 keys");
  }

  @Test
  void olderEventsAreShownByTheKeyboardAlone() {
    List<Route> waiting = new ArrayList<>();
    visit.signIn(BrowserSession.ENGINEER);
    visit.page().route("**/v1/events?*", waiting::add);
    visit.page().navigate(ConsoleStack.shared().console() + "#/activity");
    for (int i = 0; i < 2; i++) {
      int page = i;
      visit.page().waitForCondition(() -> waiting.size() == page + 1);
      answerEvents(waiting.get(page), "more");
      assertThat(visit.page().locator(".event")).hasCount(page + 1);
      visit.button("Show older").press("Enter");
      assertThat(visit.button("Show older")).isFocused();
    }
    visit.page().waitForCondition(() -> waiting.size() == 3);
    answerEvents(waiting.get(2), null);
    assertThat(visit.page().locator("#main")).isFocused();
  }

  private static void answerEvents(Route route, @Nullable String cursor) {
    String event =
        """
        {"kind": "created", "at": "2026-11-27T09:00:00Z", "by": {"name": "Erin", "subject": "erin"},
         "key_id": "0000000000000000", "name": "first", "data_api_id": "orders"}
        """;
    fulfill(route, "{\"events\":[%s]%s}".formatted(event, next(cursor)));
  }

  private static void answer(Route route, String keys, @Nullable String cursor) {
    fulfill(route, "{\"keys\":[%s]%s}".formatted(keys, next(cursor)));
  }

  private static String next(@Nullable String cursor) {
    return cursor == null ? "" : ",\"next_cursor\":\"" + cursor + "\"";
  }

  private static void fulfill(Route route, String body) {
    route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(body));
  }

  private static String json(Stream<JsonNode> keys) {
    return keys.map(JsonNode::toString).collect(Collectors.joining(","));
  }

  /** A page of made-up keys. */
  private static String manyOf(int page) {
    return IntStream.range(page * FURTHER_PAGE, (page + 1) * FURTHER_PAGE)
        .mapToObj(
            """
            {"key_id": "%016d", "hint": "lk_000000", "name": "many", "data_api_id": "other", "domain": "sales", "status": "active",
             "created_at": "2026-01-01T00:00:00Z", "created_by": "Erin", "expires_at": "2099-01-01T00:00:00Z", "revision": 1}
            """
                ::formatted)
        .collect(Collectors.joining(","));
  }

  private static String path(JsonNode key) {
    return "/v1/keys/" + key.path("key_id").asText();
  }

  private static JsonNode withoutSecret(JsonNode key) {
    return ((ObjectNode) key).without("api_key");
  }
}
