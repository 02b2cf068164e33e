package dev.latchkey.tests.system;

import static dev.latchkey.tests.system.Fixtures.engineer;
import static dev.latchkey.tests.system.Fixtures.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.tests.system.Fixtures.Made;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** R23: changes and notices, listed and published. */
final class EventsOfAllTest {

  /** All events of a data API and its keys, newest first, read by pages of two. */
  private static List<JsonNode> events(String dataApiId, String filter) {
    List<JsonNode> events = new ArrayList<>();
    String query = "/v1/events?limit=2&data_api_id=" + dataApiId + filter;
    String cursor = "";
    do {
      RecordedResponse page = engineer().get(query + cursor).expect(200);
      page.json().path("events").forEach(events::add);
      cursor = page.json().has("next_cursor") ? "&cursor=" + page.text("next_cursor") : "";
    } while (!cursor.isEmpty());
    return events;
  }

  private static List<String> kinds(List<JsonNode> events) {
    return events.stream().map(event -> event.path("kind").asText()).toList();
  }

  /** What was published about a data API or its keys, with this type. */
  private static List<JsonNode> published(String dataApiId) {
    return Fixtures.LATCHKEY.published().stream()
        .map(Fixtures::json)
        .filter(event -> event.at("/detail/data_api_id").asText().equals(dataApiId))
        .toList();
  }

  @Test
  void theChangesOfADataApiAndItsKeysAreListedAndPublished() {
    Made key = Fixtures.revoked();
    engineer().patch(key.dataApiPath(), "{'description': 'Orders.'}").expect(200);
    engineer().delete(key.path()).expect(204);
    List<JsonNode> listed =
        eventually(() -> events(key.dataApiId(), ""), events -> events.size() == 5);
    assertThat(kinds(listed))
        .containsExactlyInAnyOrder("deleted", "edited", "revoked", "created", "registered");
    assertThat(kinds(events(key.dataApiId(), "&kind=revoked"))).containsExactly("revoked");
    assertThat(events(key.dataApiId(), "&by=nobody")).isEmpty();
    JsonNode revoked = events(key.dataApiId(), "&kind=revoked").get(0);
    assertThat(events(key.dataApiId(), "&by=" + revoked.at("/by/subject").asText())).hasSize(5);
    assertThat(revoked.path("key_id").asText()).isEqualTo(key.keyId());
    assertThat(revoked.path("name").asText()).isEqualTo("automatic");
    assertThat(revoked.path("hint").asText()).isEqualTo("lk_" + key.keyId().substring(0, 6));
    assertThat(revoked.path("domain").asText()).isEqualTo("sales");

    List<JsonNode> published =
        eventually(() -> published(key.dataApiId()), events -> events.size() >= 5);
    assertThat(published.stream().map(event -> event.path("detail")).collect(Collectors.toSet()))
        .isEqualTo(Set.copyOf(listed));
    assertThat(published.stream().map(event -> event.path("detail-type").asText()))
        .contains("Key created", "Key revoked", "Key deleted")
        .contains("Data API registered", "Data API edited");
    assertThat(published).allMatch(event -> event.path("source").asText().equals("latchkey"));
  }

  @Test
  void eachFilterSelectsWhatItSaysAloneAndWithEachOther() {
    Made key = Fixtures.revoked();
    engineer().patch(key.dataApiPath(), "{'description': 'Orders.'}").expect(200);
    List<JsonNode> all =
        eventually(() -> events(key.dataApiId(), ""), events -> events.size() == 4);
    JsonNode middle = all.get(1);
    Instant at = Instant.parse(middle.path("at").asText());
    Map<String, Predicate<JsonNode>> filters = new LinkedHashMap<>();
    filters.put("domain=sales", event -> event.path("domain").asText().equals("sales"));
    filters.put("domain=logistics", event -> false);
    for (String by : List.of("subject", "name")) {
      String value = middle.at("/by/" + by).asText();
      filters.put(
          "by=" + URLEncoder.encode(value, UTF_8),
          event -> event.at("/by/" + by).asText().equals(value));
    }
    for (String kind : List.of("created", "registered", "revoked", "rotated")) {
      filters.put("kind=" + kind, event -> event.path("kind").asText().equals(kind));
    }
    for (Instant since : List.of(at, at.plusSeconds(1), at.plusSeconds(86_400))) {
      filters.put(
          "since=" + since, event -> !Instant.parse(event.path("at").asText()).isBefore(since));
    }
    filters.forEach(
        (one, isOne) ->
            filters.forEach(
                (two, isTwo) -> {
                  if (one.equals(two) || !name(one).equals(name(two))) {
                    String query = one.equals(two) ? "&" + one : "&" + one + "&" + two;
                    assertThat(events(key.dataApiId(), query))
                        .as(query)
                        .isEqualTo(all.stream().filter(isOne.and(isTwo)).toList());
                  }
                }));
  }

  private static String name(String filter) {
    return filter.substring(0, filter.indexOf('='));
  }

  @Test
  void aKeyThatHasExpiredHasANoticeWithItsLastUse() {
    Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
    Fixtures.LATCHKEY.orders().with("X-Api-Key", key.apiKey()).get("/orders").expect(200);
    String used =
        eventually(
            () -> engineer().get(key.path() + "?include=usage").text("/usage/last_used_at"),
            time -> !time.isEmpty());
    Fixtures.expire(key);
    runNotify();
    JsonNode notice =
        eventually(
                () ->
                    published(key.dataApiId()).stream()
                        .filter(event -> event.path("detail-type").asText().equals("Key expired"))
                        .toList(),
                notices -> !notices.isEmpty())
            .get(0);
    assertThat(notice.at("/detail/last_used_at").asText()).isEqualTo(used);
  }

  @Test
  void aNoticeIsPublishedOnceForEachExpiration() {
    Made key = Fixtures.key();
    engineer()
        .patch(key.path(), "{'expires_at': '%s', 'owner': 'team-a'}".formatted(Fixtures.inDays(5)))
        .expect(200);
    Made revoked = Fixtures.key();
    engineer()
        .patch(revoked.path(), "{'expires_at': '%s'}".formatted(Fixtures.inDays(5)))
        .expect(200);
    engineer().post(revoked.path() + "/revoke").expect(200);

    runNotify();
    runNotify();
    JsonNode notice = eventually(() -> notices(key), notices -> !notices.isEmpty()).get(0);
    assertThat(notice.path("detail-type").asText()).isEqualTo("Key expiring");
    assertThat(notice.at("/detail/days").asInt()).isEqualTo(7);
    assertThat(notice.at("/detail/owner").asText()).isEqualTo("team-a");
    assertThat(notice.at("/detail/message").asText()).contains(key.dataApiId(), "expires at");

    engineer().post(key.path() + "/extend", "{'validity_days': 10}").expect(200);
    runNotify();
    List<JsonNode> both = eventually(() -> notices(key), notices -> notices.size() > 1);
    assertThat(both.stream().map(each -> each.at("/detail/event_id").asText()).distinct())
        .hasSize(2);
    assertThat(both.get(1).at("/detail/days").asInt()).isEqualTo(30);
    assertThat(notices(revoked)).isEmpty();
  }

  private static void runNotify() {
    assertThat(Fixtures.LATCHKEY.invoke("NotifyFunction", "{}").failed()).isFalse();
  }

  private static List<JsonNode> notices(Made key) {
    Stream<JsonNode> events = published(key.dataApiId()).stream();
    return events
        .filter(event -> event.path("detail-type").asText().equals("Key expiring"))
        .toList();
  }
}
