package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataApiHandlersTest {
  private static final String REGISTER = "POST /v1/data-apis";
  private static final String GET = "GET /v1/data-apis/{data_api_id}";
  private static final String EDIT = "PATCH /v1/data-apis/{data_api_id}";
  private static final String DELETE = "DELETE /v1/data-apis/{data_api_id}";
  private static final String BODY =
      "{'data_api_id': 'orders', 'domain': 'sales', 'dataset': 'Orders', 'routes': %s}";

  private final ManagementFixture api = new ManagementFixture();

  private TestResponse register(String body) {
    return api.respond(TestRequest.of(REGISTER).body(body));
  }

  private TestResponse send(String operation, String id, String body) {
    return api.respond(TestRequest.of(operation).at("data_api_id", id).body(body));
  }

  private TestResponse of(String operation, String id) {
    return api.respond(TestRequest.of(operation).at("data_api_id", id));
  }

  @Nested
  class Status201 {
    @Test
    void theFirstKeyComesWithTheDataApi() {
      TestResponse created = register(BODY.formatted("[{'api_id': 'a1', 'path': '/orders/*'}]"));

      assertThat(created.status()).isEqualTo(201);
      assertThat(created.headers())
          .containsEntry("Location", "/live/v1/data-apis/orders")
          .containsEntry("Cache-Control", "no-store");
      assertThat(created.at("data_api.routes"))
          .isEqualTo(
              List.of(Map.of("api_id", "a1", "stage", "*", "method", "*", "path", "/orders/*")));
      assertThat(created.text("key.name")).isEqualTo("automatic");
      assertThat(created.text("key.api_key")).startsWith("lk_");
      assertThat(created.json()).doesNotContainKey("warnings");
      assertThat(of(GET, "orders").json()).isEqualTo(created.at("data_api"));
    }

    @Test
    void theFirstKeyMayBeDescribed() {
      TestResponse created =
          register(
              """
              {'data_api_id': 'orders', 'domain': 'sales', 'dataset': 'Orders',
               'description': 'All of them', 'routes': [{'api_id': 'a1'}],
               'key': {'name': 'shop', 'description': 'The shop', 'validity_days': 30}}
              """);

      assertThat(created.text("data_api.description")).isEqualTo("All of them");
      assertThat(created.text("key.name")).isEqualTo("shop");
      assertThat(created.text("key.description")).isEqualTo("The shop");
      assertThat(created.text("key.expires_at")).isEqualTo("2026-12-21T09:00:00Z");
    }

    @Test
    void routesThatOthersNameAreWarnedOf() {
      api.register("invoices");

      TestResponse created = register(BODY.formatted("[{'api_id': 'invoices', 'method': 'GET'}]"));

      assertThat(created.status()).isEqualTo(201);
      assertThat(created.text("warnings.0")).contains("invoices");
    }
  }

  @Nested
  class Status200 {
    @Test
    void aRepeatComesWithoutTheText() {
      String body = BODY.formatted("[{'api_id': 'a1'}]");
      TestResponse first =
          api.respond(
              TestRequest.of(REGISTER).header("Idempotency-Key", "0123456789abcdef").body(body));
      TestResponse repeat =
          api.respond(
              TestRequest.of(REGISTER).header("Idempotency-Key", "0123456789abcdef").body(body));

      assertThat(first.status()).isEqualTo(201);
      assertThat(repeat.status()).isEqualTo(200);
      assertThat(repeat.body()).doesNotContain("api_key");
      assertThat(repeat.text("key.key_id")).isEqualTo(first.text("key.key_id"));
    }

    @Test
    void editReplacesRoutesWholeAndWarns() {
      api.register("invoices");
      api.register("orders");

      TestResponse edited =
          send(EDIT, "orders", "{'description': 'x', 'routes': [{'api_id': 'invoices'}]}");

      assertThat(edited.text("routes.0.api_id")).isEqualTo("invoices");
      assertThat(edited.text("warnings.0")).contains("invoices");
      TestResponse cleared = send(EDIT, "orders", "{'description': null}");
      assertThat(cleared.json()).doesNotContainKey("description").doesNotContainKey("warnings");
      assertThat(cleared.text("routes.0.api_id")).isEqualTo("invoices");
    }

    @Test
    void theListGoesOnAtItsCursor() {
      List.of("a1", "b1", "c1").forEach(api::register);

      TestResponse first = api.respond(TestRequest.of("GET /v1/data-apis").query("limit", "2"));
      TestResponse second =
          api.respond(
              TestRequest.of("GET /v1/data-apis").query("cursor", first.text("next_cursor")));

      assertThat((List<?>) first.at("data_apis")).hasSize(2);
      assertThat((List<?>) second.at("data_apis")).hasSize(1);
      assertThat(second.json()).doesNotContainKey("next_cursor");
    }
  }

  @Nested
  class Status204 {
    @Test
    void aDataApiWithoutActiveKeysIsDeletedAndItsIdIsFree() {
      String keyId = api.register("orders").text("key.key_id");
      api.revoke(keyId);

      assertThat(of(DELETE, "orders").status()).isEqualTo(204);
      of(GET, "orders").isProblem(404, "not-found");
      of(DELETE, "orders").isProblem(404, "not-found");
      send(EDIT, "orders", "{}").isProblem(404, "not-found");
      assertThat(api.register("orders").status()).isEqualTo(201);
    }
  }

  @Nested
  class Status404 {
    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "", "X", "a", "..", "a b"})
    void anUnknownOrImpossibleId(String id) {
      of(GET, id).isProblem(404, "not-found");
      of(DELETE, id).isProblem(404, "not-found");
      send(EDIT, id, "{'description': 'x'}").isProblem(404, "not-found");
      of("GET /v1/data-apis/{data_api_id}/events", id).isProblem(404, "not-found");
    }
  }

  @Nested
  class Status409 {
    @Test
    void anIdIsTaken() {
      api.register("orders");
      api.register("orders").isProblem(409, "data-api-exists");
    }

    @Test
    void aDataApiWithAnActiveKeyStays() {
      api.register("orders");
      of(DELETE, "orders").isProblem(409, "data-api-in-use");
    }
  }

  @Nested
  class Status422 {
    @Test
    void everyWrongFieldIsNamedAtOnce() {
      register(
              """
              {'data_api_id': 'Orders', 'dataset': ' ', 'extra': 1,
               'routes': [{'path': 'orders'}, 7, {'api_id': 'a', 'stage': '?', 'verb': 'GET'},
                          {'api_id': '*', 'method': 'get', 'path': '/a*b'}],
               'key': {'name': 7, 'validity_days': 0, 'api_key': 'mine'}}
              """)
          .refuses(
              "pointer /data_api_id",
              "pointer /domain",
              "pointer /dataset",
              "pointer /extra",
              "pointer /routes/0/api_id",
              "pointer /routes/0/path",
              "pointer /routes/1",
              "pointer /routes/2/stage",
              "pointer /routes/2/verb",
              "pointer /routes/3/api_id",
              "pointer /routes/3/method",
              "pointer /routes/3/path",
              "pointer /key/name",
              "pointer /key/validity_days",
              "pointer /key/api_key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "{}", "'*'", "1"})
    void routesAreAListOfSome(String routes) {
      register(BODY.formatted(routes)).refuses("pointer /routes");
    }

    @Test
    void thereAreAtMostTwentyRoutes() {
      String routes =
          IntStream.rangeClosed(1, 21)
              .mapToObj("{'api_id': 'a%d'}"::formatted)
              .collect(Collectors.joining(",", "[", "]"));

      register(BODY.formatted(routes)).refuses("pointer /routes");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/a/*/b", "/a?", "/${x}", "/a//b", "*/", "**", "/*/*", "", "/a b", "a", "/ä", "/..",
          "/a%2fb"
        })
    void pathsHaveNoOtherWildcards(String path) {
      register(BODY.formatted("[{'api_id': 'a', 'path': '%s'}]".formatted(path)))
          .refuses("pointer /routes/0/path");
    }

    @Test
    void theCharacterThatAPathMustNotContainIsNamed() {
      TestResponse refused = register(BODY.formatted("[{'api_id': 'a', 'path': '/orders?a=b'}]"));
      refused.refuses("pointer /routes/0/path");
      assertThat(refused.text("errors.0.detail")).startsWith("must not contain ? U+003F");
    }

    @Test
    void theValidityOfTheFirstKeyIsBounded() {
      register(
              """
              {'data_api_id': 'orders', 'domain': 'd', 'dataset': 'd',
               'routes': [{'api_id': 'a1'}], 'key': {'validity_days': 366}}
              """)
          .refuses("pointer /key/validity_days");
    }

    @Test
    void idAndDomainAreNotEdited() {
      api.register("orders");
      send(EDIT, "orders", "{'domain': 'x', 'data_api_id': 'y', 'routes': null}")
          .refuses("pointer /domain", "pointer /data_api_id", "pointer /routes");
    }
  }
}
