package dev.latchkey.local.gateway;

import static dev.latchkey.local.gateway.TestStack.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.local.http.LoopbackHost;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An HTTP API as AWS documents it. */
final class LocalHttpApiTest {

  @RegisterExtension private static final TestStack stack = new TestStack("http-api.yaml");

  @Test
  void thisMachineIsAnsweredOnly() throws IOException {
    assertThat(stack.raw("GET /open HTTP/1.1", "Host: localhost", "Connection: close"))
        .startsWith("HTTP/1.1 200 ");
    assertThat(stack.raw("GET /open HTTP/1.1", "Host: evil.example", "Connection: close"))
        .startsWith("HTTP/1.1 403 ")
        .endsWith(LoopbackHost.PROBLEM);
  }

  @Nested
  final class Event {
    @Test
    void ofFormat2SaysWhatWasCalled() throws IOException {
      String answer =
          stack.raw(
              "GET /things/a%20b?x=1&x=2&y=%2B HTTP/1.1",
              "Host: 127.0.0.1:80",
              "X-One: a",
              "x-oNE: b",
              "Cookie: c=1; d=2",
              "Authorization: allow",
              "Connection: close");
      JsonNode event = json(answer.substring(answer.indexOf("\r\n\r\n") + 4));
      assertThat(event.path("version").asText()).isEqualTo("2.0");
      assertThat(event.path("routeKey").asText()).isEqualTo("GET /things/{id}");
      assertThat(event.path("rawPath").asText()).isEqualTo("/things/a b");
      assertThat(event.path("rawQueryString").asText()).isEqualTo("x=1&x=2&y=%2B");
      assertThat(event.path("queryStringParameters"))
          .isEqualTo(json("{\"x\":\"1,2\",\"y\":\"+\"}"));
      assertThat(event.path("pathParameters")).isEqualTo(json("{\"id\":\"a b\"}"));
      assertThat(event.path("headers").path("x-one").asText()).isEqualTo("a,b");
      assertThat(event.path("cookies")).isEqualTo(json("[\"c=1\",\"d=2\"]"));
      JsonNode context = event.path("requestContext");
      assertThat(context.path("http").path("method").asText()).isEqualTo("GET");
      assertThat(context.path("stage").asText()).isEqualTo("$default");
      assertThat(context.path("apiId").asText()).isEqualTo("things");
      assertThat(context.path("domainPrefix").asText()).isEqualTo("127");
      assertThat(context.path("authorizer").path("lambda").path("admin").isBoolean()).isTrue();
    }

    @Test
    void ofFormat1HasItsShape() {
      JsonNode event = json(stack.get("/first?x=1&x=2", "Authorization", "allow"));
      assertThat(event.path("version").asText()).isEqualTo("1.0");
      assertThat(event.path("multiValueQueryStringParameters").path("x").size()).isEqualTo(2);
      assertThat(event.path("requestContext").path("authorizer").path("name").asText())
          .isEqualTo("Ada");
    }

    @Test
    void hasABodyInBase64UnlessItIsText() {
      assertThat(body("application/json").path("body").asText()).isEqualTo("{}");
      assertThat(body("application/octet-stream").path("body").asText()).isEqualTo("e30=");
    }

    private static JsonNode body(String type) {
      return json(stack.send(stack.posting("/things", "{}").header("Content-Type", type)));
    }
  }

  @Nested
  final class Routes {
    @Test
    void areChosenByPathAndMethodTogether() {
      assertThat(json(stack.send(stack.posting("/things/1", "{}"))).path("routeKey").asText())
          .isEqualTo("POST /{proxy+}");
    }
  }

  @Nested
  final class Status200 {
    @Test
    void jsonWithoutAStatusIsTheBody() {
      HttpResponse<String> response = stack.send(stack.answering("{\"a\":1}"));
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("{\"a\":1}");
      assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void cookiesAndBase64ArePassedOn() {
      HttpResponse<String> response =
          stack.send(
              stack.answering(
                  """
                  {"statusCode":200,"cookies":["a=1","b=2"],"isBase64Encoded":true,
                  "body":"cG5n"}\
                  """));
      assertThat(response.headers().allValues("Set-Cookie")).containsExactly("a=1", "b=2");
      assertThat(response.body()).isEqualTo("png");
    }
  }

  @Test
  void status400IsForMalformedRequests() throws IOException {
    assertThat(stack.raw("GET /open?% HTTP/1.1", "Host: localhost", "Connection: close"))
        .startsWith("HTTP/1.1 400")
        .endsWith("{\"message\":\"Bad Request\"}");
  }

  @Test
  void status401IsForAMissingIdentity() {
    refused(stack.get("/things"), 401, "Unauthorized");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deny", "nothing"})
  void status403IsForADeny(String who) {
    refused(stack.get("/things", "Authorization", who), 403, "Forbidden");
  }

  @Test
  void status404IsForAnUnknownRoute() {
    refused(stack.get("/nowhere", "Authorization", "allow"), 404, "Not Found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unauthorized", "broken", "malformed", "nested"})
  void status500IsForAnAuthorizerThatFails(String how) {
    refused(stack.get("/things", "Authorization", how), 500, "Internal Server Error");
  }

  @Test
  void status500IsForAMalformedAnswer() {
    refused(stack.send(stack.answering("{\"statusCode\":0}")), 500, "Internal Server Error");
  }

  @Test
  void itsRequestIdIsTheOneThatNoClientCanSet() {
    String sent = "11111111-2222-3333-4444-555555555555";
    HttpResponse<String> response =
        stack.get("/things/1", "Authorization", "allow", "X-Amzn-RequestId", sent);
    String id = json(response).path("requestContext").path("requestId").asText();
    assertThat(id).matches("[\\w-]{15}=");
    assertThat(response.headers().firstValue("Apigw-Requestid")).hasValue(id);
  }

  @Test
  void itsLogHasTheRouteForThePath() {
    stack.get("/things/hunter2", "Authorization", "allow");
    stack.awaitLog("\\[things] GET /things/\\{id} 200 \\d+ ms");
    assertThat(stack.log).noneMatch(line -> line.contains("hunter2"));
  }

  private static void refused(HttpResponse<String> response, int status, String message) {
    assertThat(response.statusCode()).describedAs(response.body()).isEqualTo(status);
    assertThat(response.body()).isEqualTo("{\"message\":\"" + message + "\"}");
    assertThat(response.headers().firstValue("Apigw-Requestid")).isPresent();
  }
}
