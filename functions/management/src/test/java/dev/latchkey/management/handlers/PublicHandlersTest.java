package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicHandlersTest {

  @Test
  void healthIsOk() {
    TestResponse health =
        ManagementFixture.respond(
            new GetHealthHandler(), TestRequest.of("GET /v1/health").byNobody());

    assertThat(health.status()).isEqualTo(200);
    assertThat(health.body()).isEqualTo("{\"status\":\"ok\"}\n");
  }

  @Test
  void headGetsTheHeadersWithoutTheBody() {
    TestResponse health =
        ManagementFixture.respond(
            new GetHealthHandler(), TestRequest.of("HEAD /v1/health").byNobody());
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.headers()).containsEntry("Content-Type", "application/json");
    assertThat(health.body()).isEmpty();

    TestResponse contract =
        ManagementFixture.respond(
            new GetOpenApiHandler(), TestRequest.of("HEAD /v1/openapi.yaml").byNobody());
    assertThat(contract.headers()).containsKey("ETag");
    assertThat(contract.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"x\", T | 304",
        "T,\"x\"  | 304",
        "W/T      | 304",
        "*        | 304",
        "\"a,b\",T | 304",
        "\"x\"    | 200",
        "x        | 200",
        "\"\"     | 200",
        "\"T\"    | 200",
      })
  void ifNoneMatchIsAListThatIsComparedWeakly(String field, int status) {
    GetOpenApiHandler handler = new GetOpenApiHandler();
    TestRequest get = TestRequest.of("GET /v1/openapi.yaml");
    String tag =
        ManagementFixture.respond(handler, get.byNobody()).headers().getOrDefault("ETag", "");

    TestResponse response =
        ManagementFixture.respond(
            handler,
            TestRequest.of("GET /v1/openapi.yaml")
                .header(
                    "If-None-Match", field.equals("\"T\"") ? "\"T\"" : field.replace("T", tag)));

    assertThat(response.status()).isEqualTo(status);
  }

  @Test
  void ifNoneMatchMayHaveSeveralFields() {
    GetOpenApiHandler handler = new GetOpenApiHandler();
    String tag =
        ManagementFixture.respond(handler, TestRequest.of("GET /v1/openapi.yaml").byNobody())
            .headers()
            .getOrDefault("ETag", "");
    TestRequest both =
        TestRequest.of("GET /v1/openapi.yaml")
            .header("If-None-Match", "\"x\"")
            .header("If-None-Match", tag);

    assertThat(ManagementFixture.respond(handler, both).status()).isEqualTo(304);
  }

  @Test
  void theContractIsServedAndKnownByItsTag() {
    GetOpenApiHandler handler = new GetOpenApiHandler();
    TestResponse contract =
        ManagementFixture.respond(handler, TestRequest.of("GET /v1/openapi.yaml").byNobody());

    assertThat(contract.status()).isEqualTo(200);
    assertThat(contract.headers().get("Content-Type")).startsWith("application/yaml");
    assertThat(contract.body()).startsWith("openapi: 3.1");
    TestResponse again =
        ManagementFixture.respond(
            handler,
            TestRequest.of("GET /v1/openapi.yaml")
                .header("if-none-match", contract.headers().getOrDefault("ETag", "")));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }
}
