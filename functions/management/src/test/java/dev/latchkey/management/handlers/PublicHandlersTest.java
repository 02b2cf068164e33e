package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
