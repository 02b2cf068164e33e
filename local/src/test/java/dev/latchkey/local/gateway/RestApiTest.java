package dev.latchkey.local.gateway;

import static dev.latchkey.local.gateway.TestStack.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.local.http.LoopbackHost;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a REST API answers, as AWS documents it. */
final class RestApiTest {
  @RegisterExtension private static final TestStack stack = new TestStack("rest-api.yaml");

  @Nested
  final class Routes {
    @Test
    void takeALiteralPathAnyMethodAndWhatLiesBelow() {
      assertThat(resource("/things/1")).isEqualTo("/things/{id}");
      assertThat(resource("/things/1/2/3")).isEqualTo("/things/{id}/{proxy+}");
      JsonNode below = json(stack.get("/things/1/2/3", "Authorization", "allow"));
      assertThat(below.path("pathParameters").path("proxy").asText()).isEqualTo("2/3");
      assertThat(stack.send(stack.posting("/things", "x")).statusCode()).isEqualTo(200);
    }

    @Test
    void ignoreATrailingSlashWhichIsNothingBelow() {
      assertThat(resource("/things/1/")).isEqualTo("/things/{id}");
    }

    @Test
    void leadHomeFromTheRoot() {
      HttpResponse<String> response = stack.get("/");
      assertThat(response.statusCode()).isEqualTo(302);
      assertThat(response.headers().firstValue("Location")).hasValue("/home/");
    }

    private static String resource(String path) {
      return json(stack.get(path, "Authorization", "allow")).path("resource").asText();
    }
  }

  @Nested
  final class Status200 {
    @Test
    void theFunctionsStatusHeadersAndBodyArePassedOn() {
      HttpResponse<String> response =
          stack.send(
              stack.answering(
                  """
                  {"statusCode":"201","headers":{"X-One":"1","X-Both":"lost"},
                  "multiValueHeaders":{"X-Two":["a","b"],"x-both":["kept"]},"body":"made"}\
                  """));
      assertThat(response.statusCode()).isEqualTo(201);
      assertThat(response.body()).isEqualTo("made");
      assertThat(response.headers().firstValue("X-One")).hasValue("1");
      assertThat(response.headers().allValues("X-Two")).containsExactly("a", "b");
      assertThat(response.headers().allValues("X-Both")).containsExactly("kept");
      assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void headersOfTheGatewaysOwnAreRenamed() {
      HttpResponse<String> response =
          stack.send(
              stack.answering(
                  "{\"statusCode\":401,\"headers\":{\"WWW-Authenticate\":\"Bearer\"}}"));
      assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
      assertThat(response.headers().firstValue("x-amzn-Remapped-WWW-Authenticate"))
          .hasValue("Bearer");
    }

    @Test
    void base64IsDecodedOnlyForWhoAcceptsABinaryType() {
      String payload = "{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"cG5n\"}";
      assertThat(stack.send(stack.answering(payload)).body()).isEqualTo("cG5n");
      HttpRequest.Builder accepting = stack.answering(payload).header("Accept", "image/png,*/*");
      assertThat(stack.send(accepting).body()).isEqualTo("png");
    }

    @Test
    void largeBodiesAreCompressedForWhoAcceptsIt() throws IOException {
      String large = "a".repeat(3000);
      String payload = "{\"statusCode\":200,\"body\":\"" + large + "\"}";
      HttpResponse<byte[]> packed =
          stack.send(
              stack.answering(payload).header("Accept-Encoding", "gzip"),
              BodyHandlers.ofByteArray());
      assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
      assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo(large);
      HttpResponse<String> plain = stack.send(stack.answering(payload));
      assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
      assertThat(plain.body()).isEqualTo(large);
    }

    @Test
    void headHasTheHeadersAndNoBody() throws IOException {
      String answer = stack.raw("HEAD /open HTTP/1.1", "Host: localhost", "Connection: close");
      assertThat(answer).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n").contains("content-length");
    }

    @Test
    void requestsOnOneConnectionAreAnsweredInOrder() throws IOException {
      String answers =
          stack.raw(
              "GET /open?n=first HTTP/1.1",
              "Host: localhost",
              "",
              "GET /nowhere HTTP/1.1",
              "Host: localhost",
              "",
              "GET /open?n=third HTTP/1.1",
              "Host: localhost",
              "Connection: close");
      assertThat(answers).containsSubsequence("200", "first", "404", "200", "third");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1", "GET /open HTTP/1.1", "GET /nowhere HTTP/1.1"})
  void thisMachineIsAnsweredOnly(String line) throws IOException {
    for (String host : List.of("localhost", "127.0.0.1:3000", "[::1]")) {
      assertThat(stack.raw(line, "Host: " + host, "Connection: close"))
          .doesNotContain(LoopbackHost.PROBLEM);
    }
    for (String host : List.of("evil.example", "evil.example:3000", "")) {
      assertThat(stack.raw(line, "Host: " + host, "Connection: close"))
          .startsWith("HTTP/1.1 403 ")
          .endsWith(LoopbackHost.PROBLEM);
    }
    assertThat(stack.raw(line, "Host: localhost", "Host: evil.example", "Connection: close"))
        .startsWith("HTTP/1.1 4")
        .doesNotContain("HTTP/1.1 404");
  }

  @Nested
  final class Status400 {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "GET /open?%%% HTTP/1.1\r\nHost: localhost\r\n",
          "GET /things/%zz HTTP/1.1\r\nHost: localhost\r\n",
          "GET /op\u0001en HTTP/1.1\r\nHost: localhost\r\n",
          "GET /open HTTP/1.1\r\nHost: localhost\r\nX: a\u0000b\r\n",
          "GET /open HTTP/1.1\r\nHost: localhost\r\nExpect: the unexpected\r\n",
          "nonsense\r\n",
        })
    void malformedRequestsAreRefusedInTheGatewaysShape(String request) throws IOException {
      String answer = stack.raw(request + "Connection: close");
      assertThat(answer).startsWith("HTTP/1.1 400").endsWith("{\"message\":\"Bad Request\"}");
    }

    @Test
    void tooManyHeaderBytesAreRefused() throws IOException {
      String answer =
          stack.raw("GET /open HTTP/1.1", "Host: localhost", "X: " + "x".repeat(64 * 1024));
      assertThat(answer).startsWith("HTTP/1.1 400");
    }
  }

  @Nested
  final class Status404 {
    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/thing", "/things//x/", "/THINGS", "//things", "/query/x"})
    void anUnknownRouteIsAnsweredAsTheTemplateMapsIt(String path) {
      HttpResponse<String> response = stack.get(path, "Authorization", "allow");
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.headers().firstValue("Content-Type"))
          .hasValue("application/problem+json");
      assertThat(response.headers().firstValue("X-Path")).hasValue(path);
      JsonNode body = json(response);
      assertThat(body.path("detail").asText()).isEqualTo("Missing Authentication Token");
      assertThat(body.path("said").asText()).isEqualTo("Missing Authentication Token");
      assertThat(body.path("type").asText()).isEqualTo("MISSING_AUTHENTICATION_TOKEN");
      assertThat(response.headers().firstValue("x-amzn-RequestId"))
          .hasValue(body.path("instance").asText());
    }

    @Test
    void aPathWithoutTheMethodIsUnknown() {
      assertThat(stack.send(stack.posting("/things/1", "x")).statusCode()).isEqualTo(404);
    }
  }

  @Nested
  final class Status413 {
    @ParameterizedTest
    @ValueSource(strings = {"X: y", "Expect: 100-continue"})
    void moreThanTenMebibytesAreTooMuch(String header) throws IOException {
      String answer =
          stack.raw(
              "POST /open HTTP/1.1",
              "Host: localhost",
              "Content-Length: " + (GatewayServer.MOST_BODY_BYTES + 1),
              "Connection: close",
              header);
      assertThat(answer)
          .startsWith("HTTP/1.1 413")
          .contains("x-amzn-ErrorType: RequestTooLargeException")
          .endsWith("{\"message\":\"HTTP content length exceeded 10485760 bytes.\"}");
    }
  }

  @Nested
  final class Status502 {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "{}",
          "[]",
          "\"text\"",
          "null",
          "{\"statusCode\":200",
          "{\"statusCode\":99}",
          "{\"statusCode\":200,\"body\":{}}",
          "{\"statusCode\":200,\"headers\":[]}",
          "{\"statusCode\":200,\"headers\":{\"a\":{}}}",
          "{\"statusCode\":200,\"headers\":{\"a\":\"b\\r\\nSet-Cookie: c=d\"}}",
          "{\"statusCode\":200,\"multiValueHeaders\":{\"a\":\"b\"}}",
        })
    void aMalformedAnswerIsNotPassedOn(String payload) {
      refused(
          stack.send(stack.answering(payload)),
          502,
          "Internal server error",
          "InternalServerErrorException");
    }
  }

  @Nested
  final class Log {
    @Test
    void hasALineForEachRequestWithoutItsQueryOrHeaders() {
      stack.get("/open?secret=hunter2", "X-Secret", "hunter2");
      stack.awaitLog("\\[things] GET /open 200 \\d+ ms");
      assertThat(stack.log).noneMatch(line -> line.contains("hunter2"));
    }

    @Test
    void hasTheRouteForThePath() {
      stack.get("/things/hunter2", "Authorization", "allow");
      stack.get("/hunter2");
      stack.awaitLog("\\[things] GET /things/\\{id} 200 \\d+ ms");
      stack.awaitLog("\\[things] GET - 404 \\d+ ms");
      assertThat(stack.log).noneMatch(line -> line.contains("hunter2"));
    }

    @Test
    void hasWhatFunctionsPrintWithTheirName() {
      stack.get("/things", "Authorization", "broken");
      stack.awaitLog("\\[things GuardFunction] .*something else");
    }
  }

  private static void refused(
      HttpResponse<String> response, int status, String message, String errorType) {
    assertThat(response.statusCode()).describedAs(response.body()).isEqualTo(status);
    assertThat(json(response).path("message").asText()).isEqualTo(message);
    assertThat(response.headers().firstValue("x-amzn-ErrorType")).hasValue(errorType);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
  }
}
