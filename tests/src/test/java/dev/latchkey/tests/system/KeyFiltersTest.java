package dev.latchkey.tests.system;

import static dev.latchkey.tests.system.Fixtures.engineer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.tests.system.Fixtures.Made;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each filter of keys, alone and with each other one, against a model of what it selects. */
final class KeyFiltersTest {
  private static final Client LOGISTICS = Fixtures.LATCHKEY.as("logistics");

  /** Values that mean something elsewhere. */
  private static final List<String> HOSTILE =
      List.of("a' OR '1'='1", ":v0", "#m1", "a&owner=b", "%00", "a#b", "🔑 é", "null", "[]", "..");

  /** The tag of all keys here. */
  private static final String RUN = "tag.run=" + Fixtures.newId();

  private static Made used;
  private static Instant lastUsed;
  private static Map<String, Predicate<JsonNode>> filters;

  /** Keys of two domains with some owners, tags, authors, expirations and states. */
  @BeforeAll
  static void makeKeys() {
    used = Fixtures.dataApiOf(Latchkey.ORDERS);
    String foreign = Fixtures.newId();
    LOGISTICS
        .post(
            "/v1/data-apis",
            """
            {'data_api_id': '%s', 'domain': 'logistics', 'dataset': 'd', 'owner': 'finance',
             'routes': [{'api_id': 'api-of-%s'}], 'key': {'tags': {'team': 'finance', %s}}}
            """
                .formatted(foreign, foreign, run()))
        .expect(201);
    for (int i = 0; i < 16; i++) {
      Client client = i % 3 == 0 ? LOGISTICS : engineer();
      RecordedResponse made =
          client
              .post(
                  "/v1/keys",
                  "{'data_api_id': '%s', 'name': 'key %d', 'expires_at': '%s'%s, 'tags': {%s%s}}"
                      .formatted(
                          i % 3 == 0 || i % 4 == 0 ? foreign : used.dataApiId(),
                          i,
                          Fixtures.inDays(3 + i % 5),
                          i % 2 == 0 ? ", 'owner': 'finance'" : "",
                          run(),
                          i % 4 == 1
                              ? ", 'team': 'finance'"
                              : i % 4 == 2 ? ", 'team': 'finance', 'cost.centre-1': '4711 €'" : ""))
              .expect(201);
      String path = "/v1/keys/" + made.text("key_id");
      if (i % 8 == 5) {
        engineer().post(path + "/suspend").expect(200);
      }
      if (i % 8 == 6) {
        engineer().post(path + "/revoke").expect(200);
      }
    }
    for (Made key : List.of(used, Fixtures.expired())) {
      engineer().patch(key.path(), "{'tags': {%s}}".formatted(run())).expect(200);
    }
    Fixtures.LATCHKEY.orders().with("X-Api-Key", used.apiKey()).get("/orders").expect(200);
    JsonNode usage =
        Fixtures.eventually(
            () -> engineer().get(used.path() + "?include=usage").expect(200).json().path("usage"),
            found -> found.has("last_used_at"));
    lastUsed = Instant.parse(usage.path("last_used_at").asText());
    filters = filters(LOGISTICS.get("/v1/me").expect(200).text("name"), foreign);
  }

  private static Map<String, Predicate<JsonNode>> filters(String author, String foreign) {
    Map<String, Predicate<JsonNode>> all = new LinkedHashMap<>();
    all.put("data_api_id=" + foreign, is("data_api_id", foreign));
    all.put("data_api_id=" + used.dataApiId(), is("data_api_id", used.dataApiId()));
    all.put("domain=logistics", is("domain", "logistics"));
    all.put("owner=finance", is("owner", "finance"));
    all.put("created_by=" + encoded(author), is("created_by", author));
    all.put("tag.team=finance", key -> key.at("/tags/team").asText().equals("finance"));
    all.put(
        "tag.cost.centre-1=" + encoded("4711 €"),
        key -> key.path("tags").path("cost.centre-1").asText().equals("4711 €"));
    for (String status : List.of("active", "suspended", "revoked", "expired")) {
      all.put("status=" + status, is("status", status));
    }
    Instant end = time(ofFiveDays(), "/expires_at");
    all.put("expires_before=" + end, key -> time(key, "/expires_at").isBefore(end));
    for (Instant since : List.of(lastUsed, lastUsed.plusSeconds(1))) {
      all.put(
          "unused_since=" + since,
          key ->
              time(key, "/created_at").isBefore(since)
                  && !(key.path("usage").has("last_used_at")
                      && !time(key, "/usage/last_used_at").isBefore(since)));
    }
    return all;
  }

  @Test
  void eachSelectsWhatItSays() {
    List<JsonNode> all = walk(engineer(), "include=usage", 1_000);
    for (String filter : filters.keySet()) {
      List<JsonNode> wanted = all.stream().filter(filters.get(filter)).toList();
      assertThat(wanted).as(filter).isNotEmpty();
      assertThat(ids(walk(engineer(), filter, 100).stream()))
          .as(filter)
          .isEqualTo(ids(wanted.stream()));
      assertByExpiration(filter, wanted, 100);
    }
  }

  @Test
  void eachSelectsWhatItSaysWithEachOther() {
    List<JsonNode> all = walk(engineer(), "include=usage&" + RUN, 1_000);
    assertThat(all).hasSize(19);
    int limit = 0;
    for (String one : filters.keySet()) {
      for (String two : filters.keySet()) {
        if (name(one).equals(name(two))) {
          continue;
        }
        String query = RUN + "&" + one + "&" + two;
        Predicate<JsonNode> both = filters.get(one).and(filters.get(two));
        limit = limit % 7 + 3;
        assertThat(walk(engineer(), query, limit))
            .as(query)
            .extracting(key -> key.path("key_id").asText())
            .containsExactlyElementsOf(ids(all.stream().filter(both)));
        assertByExpiration(query, all.stream().filter(both).toList(), limit);
      }
    }
  }

  private static void assertByExpiration(String query, List<JsonNode> wanted, int limit) {
    if (query.contains("status=revoked") || query.contains("status=expired")) {
      assertThat(engineer().get("/v1/keys?sort=expires_at&" + query).expect(422).wrong())
          .containsExactly("parameter status");
      return;
    }
    List<JsonNode> listed = walk(engineer(), "sort=expires_at&" + query, limit);
    assertThat(ids(listed.stream()))
        .as(query)
        .containsExactlyInAnyOrderElementsOf(
            ids(wanted.stream().filter(is("status", "active").or(is("status", "suspended")))));
    assertThat(listed).isSortedAccordingTo(Comparator.comparing(key -> time(key, "/expires_at")));
  }

  @Test
  void anOperatorOfADomainSeesTheirsOnly() {
    List<JsonNode> theirs = walk(engineer(), "domain=logistics&include=usage&" + RUN, 1_000);
    for (String filter : filters.keySet()) {
      List<String> wanted = ids(theirs.stream().filter(filters.get(filter)));
      String query = RUN + "&" + filter;
      assertThat(ids(walk(LOGISTICS, query, 2).stream())).as(filter).isEqualTo(wanted);
      if (!filter.startsWith("status=revoked") && !filter.startsWith("status=expired")) {
        List<JsonNode> live = walk(LOGISTICS, "sort=expires_at&" + query, 2);
        assertThat(ids(live.stream()))
            .as(filter)
            .containsExactlyInAnyOrderElementsOf(
                ids(
                    theirs.stream()
                        .filter(filters.get(filter))
                        .filter(is("status", "active").or(is("status", "suspended")))));
      }
    }
    assertThat(walk(LOGISTICS, "domain=sales", 5)).isEmpty();
    assertThat(walk(LOGISTICS, "domain=sales&sort=expires_at", 5)).isEmpty();
  }

  @Test
  void theirValuesAreComparedWhole() {
    String dataApiId = Fixtures.dataApi().dataApiId();
    for (String value : HOSTILE) {
      RecordedResponse made =
          engineer()
              .post(
                  "/v1/keys",
                  "{\"data_api_id\": \"%s\", \"name\": \"a key\", \"owner\": \"%s\", \"tags\": {\"a.b\": \"%s\"}}"
                      .formatted(dataApiId, escaped(value), escaped(value)))
              .expect(201);
      for (String filter : List.of("owner=", "tag.a.b=")) {
        String query = "data_api_id=" + dataApiId + "&" + filter + encoded(value);
        assertThat(ids(walk(engineer(), query, 3).stream()))
            .as(query)
            .containsExactly(made.text("key_id"));
        assertThat(walk(engineer(), query + "x", 3)).isEmpty();
      }
    }
  }

  @Test
  void tenLongTagsStillHaveACursor() {
    String dataApiId = Fixtures.dataApi().dataApiId();
    Map<String, String> tags =
        IntStream.range(0, 10).boxed().collect(Collectors.toMap(i -> "t" + i, i -> "€".repeat(40)));
    String json =
        tags.entrySet().stream()
            .map(tag -> "'%s': '%s'".formatted(tag.getKey(), tag.getValue()))
            .collect(Collectors.joining(", "));
    for (int i = 0; i < 3; i++) {
      engineer()
          .post(
              "/v1/keys",
              "{'data_api_id': '%s', 'name': 'n', 'tags': {%s}}".formatted(dataApiId, json))
          .expect(201);
    }
    String query =
        tags.entrySet().stream()
            .map(tag -> "tag." + tag.getKey() + "=" + encoded(tag.getValue()))
            .collect(Collectors.joining("&"));
    assertThat(walk(engineer(), query, 1)).hasSize(3);
    assertThat(walk(engineer(), query.replace("t0", "t00"), 1)).isEmpty();
  }

  @Test
  void aCursorBelongsToItsQuery() {
    String first = "/v1/keys?limit=1&domain=logistics&sort=expires_at";
    String cursor = "&cursor=" + engineer().get(first).expect(200).text("next_cursor");
    engineer().get(first + cursor).expect(200);
    engineer().get("/v1/keys?sort=expires_at&domain=logistics" + cursor).expect(200);
    for (String other :
        List.of(
            "/v1/keys?domain=logistics",
            "/v1/keys?domain=sales&sort=expires_at",
            "/v1/keys?domain=logistics&sort=created_at",
            first + "&include=usage",
            first + "&owner=finance",
            first + "&tag.team=finance",
            first + "&unused_since=2026-01-01T00:00:00Z",
            "/v1/data-apis?domain=logistics",
            "/v1/events?domain=logistics")) {
      engineer().get(other + cursor).expect(400, "cursor-invalid");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "domain=No",
        "domain=",
        "owner=",
        "owner=%20",
        "owner=a%0Ab",
        "created_by=",
        "created_by=%00",
        "status=",
        "sort=name",
        "sort=",
        "include=",
        "expires_before=soon",
        "expires_before=2026-01-01T00:00:00.5Z",
        "unused_since=",
        "unused_since=2026-01-01",
        "tag.=x",
        "tag.Team=x",
        "tag.a%2Fb=x",
        "tag.team=",
        "tag.team=%E2%80%8B",
        "tag=x",
        "tags=x",
        "Owner=x",
        "owner=a&owner=a",
        "tag.team=a&tag.team=b",
      })
  void aWrongValueIsNamed(String filter) {
    String name = URLDecoder.decode(name(filter), UTF_8);
    assertThat(engineer().get("/v1/keys?" + filter).expect(422, "invalid-request").wrong())
        .containsExactly("parameter " + name);
    if (name.startsWith("tag") || name.equals("domain") || name.equals("owner")) {
      assertThat(engineer().get("/v1/data-apis?" + filter).expect(422, "invalid-request").wrong())
          .containsExactly("parameter " + name);
    }
  }

  @Test
  void elevenTagsAreTooMany() {
    String query =
        IntStream.range(0, 11).mapToObj("tag.t%d=x"::formatted).collect(Collectors.joining("&"));
    assertThat(engineer().get("/v1/keys?" + query).expect(422, "invalid-request").wrong())
        .containsExactly("parameter tag");
  }

  @Test
  void dataApisAreSelectedByTheirLabels() {
    String tag = Fixtures.newId();
    for (int i = 0; i < 4; i++) {
      Client client = i == 3 ? LOGISTICS : engineer();
      String id = Fixtures.newId();
      client
          .post(
              "/v1/data-apis",
              """
              {'data_api_id': '%s', 'domain': '%s', 'dataset': 'd', 'owner': 'o%d',
               'tags': {'run': '%s', 'odd': '%d'}, 'routes': [{'api_id': 'api-of-%s'}]}
              """
                  .formatted(id, i == 3 ? "logistics" : "sales", i % 2, tag, i % 2, id))
          .expect(201);
    }
    Map<String, Integer> wanted =
        Map.of(
            "",
            4,
            "&domain=sales",
            3,
            "&owner=o1",
            2,
            "&tag.odd=1",
            2,
            "&owner=o0&tag.odd=1",
            0,
            "&domain=logistics&owner=o1&tag.odd=1",
            1,
            "&domain=missing",
            0);
    wanted.forEach(
        (filter, count) ->
            Fixtures.eventually(
                () -> walk(engineer(), "/v1/data-apis?tag.run=" + tag + filter, "data_apis", 2),
                found -> found.size() == count));
    assertThat(walk(LOGISTICS, "/v1/data-apis?tag.run=" + tag, "data_apis", 2)).hasSize(1);
  }

  /** A text in JSON that a client here does not change. */
  private static String escaped(String text) {
    return text.replace("'", "\\u0027");
  }

  /** The tag of all keys here, as a member of an object. */
  private static String run() {
    return RUN.replaceFirst("tag\\.(.*)=(.*)", "'$1': '$2'");
  }

  private static JsonNode ofFiveDays() {
    return walk(engineer(), RUN, 1_000).stream()
        .filter(is("name", "key 2"))
        .findFirst()
        .orElseThrow();
  }

  private static Predicate<JsonNode> is(String field, String value) {
    return key -> key.path(field).asText().equals(value);
  }

  private static Instant time(JsonNode key, String pointer) {
    return Instant.parse(key.at(pointer).asText());
  }

  private static String name(String filter) {
    return filter.substring(0, filter.indexOf('='));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static List<String> ids(Stream<JsonNode> keys) {
    return keys.map(key -> key.path("key_id").asText()).toList();
  }

  private static List<JsonNode> walk(Client client, String query, int limit) {
    return walk(client, "/v1/keys?" + query, "keys", limit);
  }

  /** All pages of a list. */
  private static List<JsonNode> walk(Client client, String path, String items, int limit) {
    List<JsonNode> all = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = client.get(path + "&limit=" + limit + cursor).expect(200).json();
      assertThat(page.path(items).size()).isLessThanOrEqualTo(limit);
      StreamSupport.stream(page.path(items).spliterator(), false).forEach(all::add);
      cursor = page.has("next_cursor") ? "&cursor=" + page.path("next_cursor").asText() : null;
    } while (cursor != null);
    return all;
  }
}
