package dev.latchkey.tests.system;

import static dev.latchkey.tests.system.Fixtures.engineer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.tests.system.Fixtures.Made;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Restrictions of keys, over HTTP. The local gateway's clients have the address 127.0.0.1. */
final class RestrictionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Each restriction, with a value that is set, what is shown of it, and another value. */
  static Stream<Arguments> restrictions() {
    return Stream.of(
        Arguments.of(
            "networks",
            "['127.0.0.1', '2001:DB8::/32']",
            "[\"127.0.0.1/32\",\"2001:db8::/32\"]",
            "['10.0.0.0/8']"),
        Arguments.of("methods", "['HEAD', 'GET']", "[\"GET\",\"HEAD\"]", "['POST']"),
        Arguments.of(
            "claims",
            "{'region': 'eu', 'a_1': 'x'}",
            "{\"a_1\":\"x\",\"region\":\"eu\"}",
            "{'region': 'us'}"),
        Arguments.of(
            "quota",
            "{'calls': 10, 'per': 'day'}",
            "{\"calls\":10,\"per\":\"day\"}",
            "{'per': 'month'}"));
  }

  @ParameterizedTest
  @MethodSource("restrictions")
  void isCreatedShownListedAndTold(String field, String value, String shown, String other)
      throws Exception {
    String dataApiId = Fixtures.dataApi().dataApiId();
    RecordedResponse made =
        engineer()
            .post(
                "/v1/keys",
                "{'data_api_id': '%s', 'name': 'a key', '%s': %s}"
                    .formatted(dataApiId, field, value))
            .expect(201);
    String path = "/v1/keys/" + made.text("key_id");
    JsonNode expected = JSON.readTree(shown);
    assertThat(made.json().path(field)).isEqualTo(expected);
    assertThat(engineer().get(path).expect(200).json().path(field)).isEqualTo(expected);
    JsonNode listed =
        Fixtures.eventually(
            () -> engineer().get("/v1/keys?data_api_id=" + dataApiId).expect(200).json(),
            page -> page.path("keys").size() == 2);
    assertThat(listed.at("/keys/0").path(field)).isEqualTo(expected);
    assertThat(change(path, "created").path(field).path("to")).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("restrictions")
  void isReplacedAndClearedInAnyState(String field, String value, String shown, String other)
      throws Exception {
    for (Made key : new Made[] {Fixtures.key(), Fixtures.revoked(), Fixtures.expired()}) {
      assertThat(edit(key, field, value).expect(200).json().path(field))
          .isEqualTo(JSON.readTree(shown));
      edit(key, field, other).expect(200);
      RecordedResponse cleared = edit(key, field, "null").expect(200);
      assertThat(cleared.json().has(field)).isFalse();
      JsonNode last = change(key.path(), "edited", 3);
      assertThat(last.path(field).has("from")).isTrue();
      assertThat(last.path(field).has("to")).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("restrictions")
  void isSetOnTheFirstKeyOfADataApi(String field, String value, String shown, String other)
      throws Exception {
    String id = Fixtures.newId();
    RecordedResponse made =
        engineer()
            .post(
                "/v1/data-apis",
                """
                {'data_api_id': '%s', 'domain': 'sales', 'dataset': 'd',
                 'routes': [{'api_id': 'api-of-%s'}], 'key': {'%s': %s}}
                """
                    .formatted(id, id, field, value))
            .expect(201);
    assertThat(made.json().at("/key/" + field)).isEqualTo(JSON.readTree(shown));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "networks | [] | /networks",
        "networks | 'x' | /networks",
        "networks | ['10.0.0.1/8'] | /networks/0",
        "networks | ['::1', '::ffff:10.0.0.0/104'] | /networks/1",
        "methods | [] | /methods",
        "methods | ['GET', 'TRACE'] | /methods/1",
        "methods | ['GET', 'GET'] | /methods/1",
        "claims | 'x' | /claims",
        "claims | {'Region': 'eu'} | /claims/Region",
        "claims | {'a/b~c': 'eu'} | /claims/a~1b~0c",
        "claims | {'region': ''} | /claims/region",
        "claims | {'region': 7} | /claims/region",
        "quota | 7 | /quota",
        "quota | {'calls': 0, 'per': 'day'} | /quota/calls",
        "quota | {'calls': 1000000001, 'per': 'day'} | /quota/calls",
        "quota | {'calls': 1.5, 'per': 'day'} | /quota/calls",
        "quota | {'calls': 1, 'per': 'week'} | /quota/per",
        "quota | {'calls': 1, 'per': 'day', 'from': 1} | /quota/from",
        "quota | {'calls': 1} | /quota/per",
      },
      quoteCharacter = '"')
  void aWrongValueIsNamed(String field, String value, String pointer) {
    Made key = Fixtures.key();
    assertThat(edit(key, field, value).expect(422, "invalid-request").wrong())
        .containsExactly("pointer " + pointer);
    RecordedResponse created =
        engineer()
            .post(
                "/v1/keys",
                "{'data_api_id': '%s', 'name': 'a key', '%s': %s}"
                    .formatted(key.dataApiId(), field, value));
    assertThat(created.expect(422, "invalid-request").wrong())
        .containsExactly("pointer " + pointer);
  }

  @Nested
  @DisplayName("R25: requests from other networks are denied")
  final class R25 {
    @Test
    void alsoByACachedResult() {
      for (String apiId : new String[] {Latchkey.ORDERS, Latchkey.REUSING}) {
        Made key = Fixtures.dataApiOf(apiId);
        edit(key, "networks", "['10.0.0.0/8', '2001:db8::/32']").expect(200);
        for (int i = 0; i < 2; i++) {
          RecordedResponse denied = app(apiId, key).get("/orders").expect(403, "network-denied");
          assertThat(denied.text("detail"))
              .isEqualTo("This API key does not allow requests from this address.");
        }
      }
    }

    @Test
    void requestsFromItsNetworksAreAllowed() {
      for (String apiId : new String[] {Latchkey.ORDERS, Latchkey.REUSING}) {
        Made key = Fixtures.dataApiOf(apiId);
        edit(key, "networks", "['10.0.0.0/8', '127.0.0.0/8']").expect(200);
        app(apiId, key).get("/orders").expect(200);
        app(apiId, key).get("/orders/1001").expect(200);
      }
    }

    @Test
    void noHeaderOfTheClientCounts() {
      Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
      edit(key, "networks", "['10.0.0.0/8']").expect(200);
      app(Latchkey.ORDERS, key)
          .with("X-Forwarded-For", "10.0.0.1")
          .get("/orders")
          .expect(403, "network-denied");
    }
  }

  @Nested
  @DisplayName("R26: requests with other methods are denied")
  final class R26 {
    @Test
    void alsoByACachedResult() {
      for (String apiId : new String[] {Latchkey.ORDERS, Latchkey.REUSING}) {
        Made key = Fixtures.dataApiOf(apiId);
        edit(key, "methods", "['POST', 'PUT']").expect(200);
        for (int i = 0; i < 2; i++) {
          app(apiId, key).get("/orders").expect(403, "forbidden");
        }
      }
    }

    @Test
    void itsOwnMethodsAreAllowed() {
      for (String apiId : new String[] {Latchkey.ORDERS, Latchkey.REUSING}) {
        Made key = Fixtures.dataApiOf(apiId);
        edit(key, "methods", "['GET', 'HEAD', 'OPTIONS']").expect(200);
        app(apiId, key).get("/orders").expect(200);
        app(apiId, key).get("/orders/1001").expect(200);
      }
    }
  }

  @Nested
  @DisplayName("R27: the data API receives the claims and can require some")
  final class R27 {
    @Test
    void membersAreSetAndClearedOneByOne() {
      Made key = Fixtures.key();
      edit(key, "claims", "{'region': 'eu', 'team': 'a'}").expect(200);
      RecordedResponse edited = edit(key, "claims", "{'team': null, 'desk': '7'}").expect(200);
      assertThat(edited.json().path("claims").toString())
          .isEqualTo("{\"desk\":\"7\",\"region\":\"eu\"}");
      assertThat(edit(key, "claims", "{}").expect(200).json()).isEqualTo(edited.json());
      assertThat(
              edit(key, "claims", "{'desk': null, 'region': null}")
                  .expect(200)
                  .json()
                  .has("claims"))
          .isFalse();
    }

    @Test
    void thereAreAtMostTwenty() {
      Made key = Fixtures.key();
      for (int i = 0; i < 20; i++) {
        edit(key, "claims", "{'c%d': 'x'}".formatted(i)).expect(200);
      }
      assertThat(edit(key, "claims", "{'c20': 'x'}").expect(422).wrong())
          .containsExactly("pointer /claims");
      edit(key, "claims", "{'c20': 'x', 'c0': null}").expect(200);
    }

    @Test
    void theExampleServesTheRowsOfTheKeysRegionWhateverTheRequestSays() {
      Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
      Client app = app(Latchkey.ORDERS, key);
      assertThat(orders(app.get("/orders"))).hasSize(8);
      edit(key, "claims", "{'region': 'us'}").expect(200);
      for (String query :
          new String[] {"", "?claim_region=eu", "?region=eu", "?claim_region=eu&claim_region=us"}) {
        assertThat(orders(app.with("claim_region", "eu").get("/orders" + query)))
            .as(query)
            .containsExactly("1001", "1004", "1005");
      }
      app.get("/orders/1003?claim_region=eu").expect(404);
      app.get("/orders/1004").expect(200);
    }

    private List<String> orders(RecordedResponse response) {
      return response.expect(200).json().path("orders").findValuesAsText("order_id");
    }

    @Test
    void aKeyWithoutARequiredClaimIsNotCreated() {
      String id = Fixtures.newId();
      String body =
          """
          {'data_api_id': '%s', 'domain': 'sales', 'dataset': 'd', 'required_claims': ['team', 'region'],
           'routes': [{'api_id': '%s'}], 'key': {'claims': {'region': 'eu'%s}}}
          """;
      assertThat(
              engineer()
                  .post("/v1/data-apis", body.formatted(id, Latchkey.ORDERS, ""))
                  .expect(422)
                  .wrong())
          .containsExactly("pointer /key/claims/team");
      engineer()
          .post("/v1/data-apis", body.formatted(id, Latchkey.ORDERS, ", 'team': 'a'"))
          .expect(201);
      assertThat(
              engineer()
                  .post("/v1/keys", "{'data_api_id': '%s', 'name': 'n'}".formatted(id))
                  .expect(422)
                  .wrong())
          .containsExactly("pointer /claims/region", "pointer /claims/team");
    }

    @Test
    void aNewlyRequiredClaimWarnsAndTheKeyIsRefused() {
      Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
      String required = "{'required_claims': ['region']}";
      RecordedResponse warned = engineer().patch(key.dataApiPath(), required).expect(200);
      assertThat(warned.text("/warnings/0")).contains("region");
      assertThat(warned.text("/required_claims/0")).isEqualTo("region");
      assertThat(engineer().patch(key.dataApiPath(), required).expect(200).json().has("warnings"))
          .isFalse();
      app(Latchkey.ORDERS, key).get("/orders").expect(401, "unauthorized");
      edit(key, "claims", "{'region': 'us'}").expect(200);
      app(Latchkey.ORDERS, key).get("/orders").expect(200);
      assertThat(
              engineer()
                  .patch(key.dataApiPath(), "{'required_claims': ['region', 'region']}")
                  .expect(422)
                  .wrong())
          .containsExactly("pointer /required_claims/1");
      engineer().patch(key.dataApiPath(), "{'required_claims': null}").expect(200);
    }
  }

  @Nested
  @DisplayName("R28: a quota is a ceiling")
  final class R28 {
    @Test
    void furtherRequestsAreDeniedUntilThePeriodEnds() {
      Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
      edit(key, "quota", "{'calls': 3, 'per': 'month'}").expect(200);
      Client app = app(Latchkey.ORDERS, key);
      for (int i = 0; i < 3; i++) {
        app.get("/orders").expect(200);
      }
      RecordedResponse denied = app.get("/orders").expect(403, "quota-exceeded");
      assertThat(denied.text("detail")).isEqualTo("The quota of this API key is used up.");
      assertThat(Long.parseLong(denied.header("Retry-After"))).isBetween(1L, 31 * 86_400L);
      edit(key, "quota", "{'calls': 4}").expect(200);
      app.get("/orders").expect(200);
      app.get("/orders").expect(403, "quota-exceeded");
      edit(key, "quota", "null").expect(200);
      app.get("/orders").expect(200);
    }

    @Test
    void aDataApiGivesItsKeysADefault() {
      Made first = Fixtures.dataApiOf(Latchkey.ORDERS);
      Made second = Fixtures.key(first.dataApiId());
      Made own = Fixtures.key(first.dataApiId());
      engineer().patch(first.dataApiPath(), "{'quota': {'calls': 2, 'per': 'month'}}").expect(200);
      edit(own, "quota", "{'calls': 1, 'per': 'month'}").expect(200);
      for (Made key : new Made[] {first, second}) {
        app(Latchkey.ORDERS, key).get("/orders").expect(200);
        app(Latchkey.ORDERS, key).get("/orders").expect(200);
        app(Latchkey.ORDERS, key).get("/orders").expect(403, "quota-exceeded");
      }
      app(Latchkey.ORDERS, own).get("/orders").expect(200);
      app(Latchkey.ORDERS, own).get("/orders").expect(403, "quota-exceeded");
      RecordedResponse merged =
          engineer().patch(first.dataApiPath(), "{'quota': {'calls': 9}}").expect(200);
      assertThat(merged.json().path("quota").toString())
          .isEqualTo("{\"calls\":9,\"per\":\"month\"}");
      assertThat(
              engineer().patch(first.dataApiPath(), "{'quota': {'per': null}}").expect(422).wrong())
          .containsExactly("pointer /quota/per");
    }

    @Test
    void otherDenialsHaveNoRetryAfter() {
      Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
      edit(key, "methods", "['POST']").expect(200);
      assertThat(app(Latchkey.ORDERS, key).get("/orders").expect(403).exchange().headers())
          .doesNotContainKey("retry-after");
    }
  }

  private static Client app(String apiId, Made key) {
    Client client =
        apiId.equals(Latchkey.ORDERS) ? Fixtures.LATCHKEY.orders() : Fixtures.LATCHKEY.reusing();
    return client.with("X-Api-Key", key.apiKey());
  }

  private static RecordedResponse edit(Made key, String field, String value) {
    return engineer().patch(key.path(), "{'%s': %s}".formatted(field, value));
  }

  private static JsonNode change(String path, String kind) {
    return change(path, kind, 1);
  }

  /** Returns the changes of the newest event of a kind, once there are so many of it. */
  private static JsonNode change(String path, String kind, int count) {
    return Fixtures.eventually(
            () ->
                Stream.of(engineer().get(path + "/events").json().path("events"))
                    .flatMap(
                        events ->
                            Stream.iterate(0, i -> i < events.size(), i -> i + 1).map(events::get))
                    .filter(event -> event.path("kind").asText().equals(kind))
                    .toList(),
            events -> events.size() == count)
        .get(0)
        .path("changes");
  }
}
