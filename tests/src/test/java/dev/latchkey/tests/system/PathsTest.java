package dev.latchkey.tests.system;

import static dev.latchkey.tests.system.Fixtures.engineer;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths in routes and in requests, at an API that hands every path on to its backend. */
final class PathsTest {
  private static final List<String> AMBIGUOUS =
      List.of(
          "/orders/..%2fadmin",
          "/orders//1",
          "/orders/../admin",
          "/orders/..;/admin",
          "/orders/.;a=b",
          "/orders/%2E%2e/admin",
          "/orders/..%5Cadmin");

  @ParameterizedTest
  @ValueSource(strings = {"/orders:search", "/orders(42)", "/@me", "/$count", "/orders/"})
  void aRouteNamesAPathOfPlainCharacters(String path) {
    String dataApiId = Fixtures.newId();
    Client app = app(0, dataApiId, path);
    app.get(path).expect(200);
    assertThat(app.get("/orders").status()).isEqualTo(403);
    engineer().patch("/v1/data-apis/" + dataApiId, routes(0, path)).expect(200);
  }

  @ParameterizedTest
  @FieldSource("AMBIGUOUS")
  void anAmbiguousPathIsNoRoute(String path) {
    assertThat(refused(path)).startsWith("must not be ambiguous");
  }

  @ParameterizedTest
  @CsvSource({"/orders?x, ? U+003F", "/or*, * U+002A", "/${x}, { U+007B", "/a%, % U+0025"})
  void theCharacterThatARouteMustNotContainIsNamed(String path, String character) {
    assertThat(refused(path)).startsWith("must not contain " + character);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 300})
  void aRequestWithAnAmbiguousPathIsDeniedAlsoByAKeptPolicy(int cacheSeconds) {
    Client app = app(cacheSeconds, Fixtures.newId(), "/orders/*");
    app.get("/orders/report..pdf").expect(200);
    for (String path : AMBIGUOUS) {
      assertThat(app.get(path).status()).as(path).isEqualTo(403);
    }
    for (String path : List.of("/orders/.well-known", "/orders/...", "/orders/1/", "/orders/1;a")) {
      assertThat(app.get(path).status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void aKeyForEverythingOpensNoAmbiguousPathEither() {
    Client app = app(0, Fixtures.newId(), "*");
    app.get("/anything/a..b").expect(200);
    for (String path : AMBIGUOUS) {
      assertThat(app.get(path).status()).as(path).isEqualTo(403);
    }
  }

  private static Client app(int cacheSeconds, String dataApiId, String path) {
    String routes = routes(cacheSeconds, path);
    String key =
        engineer()
            .post(
                "/v1/data-apis",
                "{'data_api_id': '%s', 'domain': 'd', 'dataset': 's', %s"
                    .formatted(dataApiId, routes.substring(1)))
            .expect(201)
            .text("/key/api_key");
    return Fixtures.LATCHKEY.proxy(apiId(cacheSeconds), cacheSeconds).with("X-Api-Key", key);
  }

  private static String refused(String path) {
    String dataApiId = Fixtures.dataApi().dataApiId();
    RecordedResponse reply = engineer().patch("/v1/data-apis/" + dataApiId, routes(0, path));
    assertThat(reply.expect(422, "invalid-request").wrong())
        .containsExactly("pointer /routes/0/path");
    return reply.text("/errors/0/detail");
  }

  private static String routes(int cacheSeconds, String path) {
    return "{'routes': [{'api_id': '%s', 'method': 'GET', 'path': '%s'}]}"
        .formatted(apiId(cacheSeconds), path);
  }

  private static String apiId(int cacheSeconds) {
    return "proxy-" + cacheSeconds;
  }
}
