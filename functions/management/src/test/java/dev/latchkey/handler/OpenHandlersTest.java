package dev.latchkey.handler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenHandlersTest {

  @Test
  void healthIsOk() {
    Answered health = TestApi.answer(new GetHealthHandler(), Call.of("GET /v1/health").byNobody());

    assertThat(health.status()).isEqualTo(200);
    assertThat(health.body()).isEqualTo("{\"status\":\"ok\"}");
  }

  @Test
  void theContractIsServedAndKnownByItsTag() {
    GetOpenApiHandler handler = new GetOpenApiHandler();
    Answered contract = TestApi.answer(handler, Call.of("GET /v1/openapi.yaml").byNobody());

    assertThat(contract.status()).isEqualTo(200);
    assertThat(contract.headers().get("Content-Type")).startsWith("application/yaml");
    assertThat(contract.body()).startsWith("openapi: 3.1");
    Answered again =
        TestApi.answer(
            handler,
            Call.of("GET /v1/openapi.yaml")
                .header("if-none-match", contract.headers().getOrDefault("ETag", "")));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../openapi.yaml",
        "..%2fopenapi.yaml",
        "app/../../openapi.yaml",
        "/etc/passwd",
        ".gitignore",
        "app",
        "app/",
        "app//main.js",
        "nothing.html",
        "index.class",
        "index.html\u0000.js",
        "index.html/",
        "\\..\\openapi.yaml"
      })
  void nothingElseIsServedFromTheConsole(String path) {
    TestApi.answer(new ConsoleHandler(), Call.of("GET /console/{proxy+}").at("proxy", path))
        .isProblem(404, "not-found");
  }
}
