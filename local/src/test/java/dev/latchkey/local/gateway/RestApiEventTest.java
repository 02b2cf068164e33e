package dev.latchkey.local.gateway;

import static dev.latchkey.local.gateway.TestStack.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a REST API tells its functions, as AWS documents it. */
final class RestApiEventTest {
  private static final String UUID = "11111111-2222-3333-4444-555555555555";

  @RegisterExtension private static final TestStack stack = new TestStack("rest-api.yaml");

  @Test
  void saysWhatWasCalled() {
    JsonNode event = json(stack.get("/things/a%20b", "Authorization", "allow"));
    assertThat(event.path("resource").asText()).isEqualTo("/things/{id}");
    assertThat(event.path("path").asText()).isEqualTo("/things/a%20b");
    assertThat(event.path("httpMethod").asText()).isEqualTo("GET");
    assertThat(event.path("pathParameters").path("id").asText()).isEqualTo("a%20b");
    assertThat(event.path("body").isNull()).isTrue();
    assertThat(event.path("queryStringParameters").isNull()).isTrue();
    assertThat(event.path("multiValueQueryStringParameters").isNull()).isTrue();
    assertThat(event.path("isBase64Encoded").asBoolean(true)).isFalse();
  }

  @Test
  void namesTheApiItsStageAndTheRequest() {
    HttpResponse<String> response = stack.get("/things/1/", "Authorization", "allow");
    JsonNode context = json(response).path("requestContext");
    assertThat(context.path("apiId").asText()).isEqualTo("things");
    assertThat(context.path("stage").asText()).isEqualTo("live");
    assertThat(context.path("resourcePath").asText()).isEqualTo("/things/{id}");
    assertThat(context.path("path").asText()).isEqualTo("/things/1/");
    assertThat(context.path("accountId").asText()).isEqualTo("000000000000");
    assertThat(context.path("protocol").asText()).isEqualTo("HTTP/1.1");
    assertThat(context.path("identity").path("sourceIp").asText()).isEqualTo("127.0.0.1");
    assertThat(context.path("requestTime").asText())
        .matches("\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d \\+0000");
    assertThat(response.headers().firstValue("x-amzn-RequestId"))
        .hasValue(context.path("requestId").asText());
  }

  @Test
  void hasTheRequestIdThatTheClientSendsAndAnExtendedOneOfItsOwn() {
    HttpResponse<String> first = stack.get("/open", "x-amzn-requestid", UUID);
    HttpResponse<String> second = stack.get("/open", "X-Amzn-RequestId", UUID);
    assertThat(List.of(context(first), context(second)))
        .extracting(context -> context.path("requestId").asText())
        .containsExactly(UUID, UUID);
    assertThat(first.headers().firstValue("x-amzn-RequestId")).hasValue(UUID);
    assertThat(first.headers().firstValue("x-amz-apigw-id"))
        .hasValue(context(first).path("extendedRequestId").asText());
    assertThat(context(second).path("extendedRequestId").asText())
        .isNotEqualTo(context(first).path("extendedRequestId").asText())
        .matches("[\\w-]{15}=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "job-17",
        "1-2-3-4-5",
        "111111112222333344445555555555555555",
        UUID + "0",
        "{" + UUID + "}",
        UUID + "," + UUID
      })
  void hasARequestIdOfItsOwnIfTheClientSendsNoUuid(String sent) {
    assertThat(context(stack.get("/open", "X-Amzn-RequestId", sent)).path("requestId").asText())
        .isNotEqualTo(sent)
        .isNotEqualTo(UUID)
        .hasSize(UUID.length());
  }

  @Test
  void hasARequestIdOfItsOwnIfTheClientSendsSeveral() {
    String[] twice = {"X-Amzn-RequestId", UUID, "X-Amzn-RequestId", UUID};
    assertThat(context(stack.get("/open", twice)).path("requestId").asText()).isNotEqualTo(UUID);
  }

  private static JsonNode context(HttpResponse<String> response) {
    return json(response).path("requestContext");
  }

  @Test
  void decodesTheQueryAndTakesTheLastOfSeveral() {
    JsonNode event = json(stack.get("/open?a=1&b=x%2By+z&a=%32&c"));
    assertThat(event.path("queryStringParameters"))
        .isEqualTo(json("{\"a\":\"2\",\"b\":\"x+y z\",\"c\":\"\"}"));
    assertThat(event.path("multiValueQueryStringParameters").path("a"))
        .isEqualTo(json("[\"1\",\"2\"]"));
  }

  @Test
  void keepsTheCaseOfHeaderNamesAndAllTheirValues() throws IOException {
    String answer =
        stack.raw(
            "GET /open HTTP/1.1",
            "Host: localhost",
            "X-aPi-kEy: one",
            "x-api-key: two",
            "Connection: close");
    JsonNode event = json(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    assertThat(event.path("headers").path("X-aPi-kEy").asText()).isEqualTo("two");
    assertThat(event.path("multiValueHeaders").path("X-aPi-kEy"))
        .isEqualTo(json("[\"one\",\"two\"]"));
    assertThat(event.path("headers").has("Connection")).isFalse();
  }

  @Test
  void hasATextBodyAsItIsAndABinaryOneInBase64() {
    JsonNode text =
        json(stack.send(stack.posting("/things", "grüß").header("Content-Type", "text/plain")));
    assertThat(text.path("body").asText()).isEqualTo("grüß");
    JsonNode image =
        json(stack.send(stack.posting("/things", "png").header("Content-Type", "image/png")));
    assertThat(image.path("body").asText()).isEqualTo("cG5n");
    assertThat(image.path("isBase64Encoded").asBoolean()).isTrue();
  }

  @Test
  void hasTheAuthorizersContextAsStrings() {
    JsonNode authorizer =
        json(stack.get("/things", "Authorization", "allow"))
            .path("requestContext")
            .path("authorizer");
    assertThat(authorizer.path("principalId").asText()).isEqualTo("someone");
    assertThat(authorizer.path("name").asText()).isEqualTo("Ada");
    assertThat(authorizer.path("admin").isTextual()).isTrue();
    assertThat(authorizer.path("admin").asText()).isEqualTo("false");
    assertThat(authorizer.path("calls").isTextual()).isTrue();
  }

  @Test
  void hasTheBodyDecompressed() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("plain".getBytes(StandardCharsets.UTF_8));
    }
    JsonNode event =
        json(
            stack.send(
                stack
                    .request("/open")
                    .header("Content-Encoding", "gzip")
                    .POST(BodyPublishers.ofByteArray(packed.toByteArray()))));
    assertThat(event.path("body").asText()).isEqualTo("plain");
  }
}
