package dev.latchkey.local.gateway;

import static dev.latchkey.local.gateway.TestStack.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A REST API as AWS documents it. */
final class RestApiTest {
  private static final String TEMPLATE =
      """
      Resources:
        Api:
          Type: AWS::Serverless::Api
          Properties:
            StageName: live
            MinimumCompressionSize: 3000
            BinaryMediaTypes: [image~1png]
            Auth:
              DefaultAuthorizer: Guard
              Authorizers:
                Guard:
                  FunctionPayloadType: REQUEST
                  FunctionArn: !GetAtt GuardFunction.Arn
                  Identity:
                    Headers: [Authorization]
                    ReauthorizeEvery: 0
                Cached:
                  FunctionPayloadType: REQUEST
                  FunctionArn: !GetAtt GuardFunction.Arn
                  Identity:
                    Headers: [Authorization]
                Token:
                  FunctionArn: !Ref GuardFunction.Alias
                  Identity:
                    ValidationExpression: "[a-z ]+"
                    ReauthorizeEvery: 0
                Query:
                  FunctionPayloadType: REQUEST
                  FunctionArn: !GetAtt GuardFunction.Arn
                  Identity:
                    Headers: [Authorization]
                    QueryStrings: [who]
                    ReauthorizeEvery: 0
            GatewayResponses:
              MISSING_AUTHENTICATION_TOKEN:
                StatusCode: 404
                ResponseParameters:
                  Headers:
                    Content-Type: "'application/problem+json'"
                    X-Path: context.path
                ResponseTemplates:
                  application/json: >-
                    {"status":404,"detail":$context.error.messageString,"said":"$context.error.message",
                    "instance":"$context.requestId","type":"$context.error.responseType"}
        EchoFunction:
          Type: AWS::Serverless::Function
          Properties:
            CodeUri: .
            Handler: dev.latchkey.local.handlers.EchoHandler
            Events:
              List: {Type: Api, Properties: {RestApiId: !Ref Api, Method: get, Path: /things}}
              Any: {Type: Api, Properties: {RestApiId: !Ref Api, Method: any, Path: /things}}
              One: {Type: Api, Properties: {RestApiId: !Ref Api, Method: get, Path: "/things/{id}"}}
              Below:
                Type: Api
                Properties: {RestApiId: !Ref Api, Method: any, Path: "/things/{id}/{proxy+}"}
              Open:
                Type: Api
                Properties:
                  RestApiId: !Ref Api
                  Method: any
                  Path: /open
                  Auth: {Authorizer: NONE}
              Cached:
                Type: Api
                Properties:
                  RestApiId: !Ref Api
                  Method: any
                  Path: /cached/{proxy+}
                  Auth: {Authorizer: Cached}
              Token:
                Type: Api
                Properties:
                  RestApiId: !Ref Api
                  Method: get
                  Path: /token
                  Auth: {Authorizer: Token}
              Query:
                Type: Api
                Properties:
                  RestApiId: !Ref Api
                  Method: get
                  Path: /query
                  Auth: {Authorizer: Query}
        GuardFunction:
          Type: AWS::Serverless::Function
          Properties:
            CodeUri: .
            Handler: dev.latchkey.local.handlers.GuardHandler::handleRequest
            AutoPublishAlias: live
        SlowFunction:
          Type: AWS::Serverless::Function
          Properties:
            CodeUri: .
            Handler: dev.latchkey.local.handlers.EchoHandler
            Timeout: 1
      """;

  @TempDir private static Path folder;
  private static TestStack stack;

  @BeforeAll
  static void start() throws IOException {
    stack = new TestStack(folder, TEMPLATE);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Nested
  final class Event {
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
              "Host: h",
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
                  "multiValueHeaders":{"X-Two":["a","b"],"x-both":["kept"]},"body":"made"}"""));
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
      String answer = stack.raw("HEAD /open HTTP/1.1", "Host: h", "Connection: close");
      assertThat(answer).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n").contains("content-length");
    }

    @Test
    void requestsOnOneConnectionAreAnsweredInOrder() throws IOException {
      String answers =
          stack.raw(
              "GET /open?n=first HTTP/1.1",
              "Host: h",
              "",
              "GET /nowhere HTTP/1.1",
              "Host: h",
              "",
              "GET /open?n=third HTTP/1.1",
              "Host: h",
              "Connection: close");
      assertThat(answers).containsSubsequence("200", "first", "404", "200", "third");
    }
  }

  @Nested
  final class Authorizer {
    @Test
    void ofTypeTokenSeesOneHeaderAndTheArn() {
      assertThat(stack.get("/token", "Authorization", "allow").statusCode()).isEqualTo(200);
      assertThat(stack.get("/token", "Authorization", "deny").statusCode()).isEqualTo(403);
    }

    @Test
    void isNotAskedForATokenThatDoesNotMatch() {
      assertThat(stack.get("/token", "Authorization", "ALLOW").statusCode()).isEqualTo(401);
    }

    @Test
    void policiesMayNameTheCallsArn() {
      String arn = "arn:aws:execute-api:us-east-1:000000000000:things/live/GET/things/1";
      assertThat(stack.get("/things/1", "Authorization", "allow " + arn).statusCode())
          .isEqualTo(200);
      assertThat(stack.get("/things/2", "Authorization", "allow " + arn).statusCode())
          .isEqualTo(403);
    }

    @Test
    void resultsAreReusedForTheSameIdentityAndJudgedAgainForEachCall() {
      String who = "allow arn:aws:execute-api:*:*:things/live/*/cached/a*";
      String first = calls(stack.get("/cached/a1", "Authorization", who));
      assertThat(calls(stack.get("/cached/a2", "Authorization", who))).isEqualTo(first);
      assertThat(stack.get("/cached/b", "Authorization", who).statusCode()).isEqualTo(403);
      assertThat(calls(stack.get("/cached/a1", "Authorization", who + "*"))).isNotEqualTo(first);
    }

    @Test
    void withoutACacheIsAskedEachTime() {
      String first = calls(stack.get("/things", "Authorization", "allow"));
      assertThat(calls(stack.get("/things", "Authorization", "allow"))).isNotEqualTo(first);
    }

    private static String calls(HttpResponse<String> response) {
      assertThat(response.statusCode()).describedAs(response.body()).isEqualTo(200);
      return json(response).path("requestContext").path("authorizer").path("calls").asText();
    }
  }

  @Nested
  final class Status400 {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "GET /open?%%% HTTP/1.1\r\nHost: h\r\n",
          "GET /things/%zz HTTP/1.1\r\nHost: h\r\n",
          "GET /op\u0001en HTTP/1.1\r\nHost: h\r\n",
          "GET /open HTTP/1.1\r\nHost: h\r\nX: a\u0000b\r\n",
          "nonsense\r\n",
        })
    void malformedRequestsAreRefusedInTheGatewaysShape(String request) throws IOException {
      String answer = stack.raw(request + "Connection: close");
      assertThat(answer).startsWith("HTTP/1.1 400").endsWith("{\"message\":\"Bad Request\"}");
    }

    @Test
    void tooManyHeaderBytesAreRefused() throws IOException {
      String answer = stack.raw("GET /open HTTP/1.1", "Host: h", "X: " + "x".repeat(64 * 1024));
      assertThat(answer).startsWith("HTTP/1.1 400");
    }
  }

  @Nested
  final class Status401 {
    @Test
    void aMissingIdentityIsRefusedWithoutAskingTheAuthorizer() {
      refused(stack.get("/things"), 401, "Unauthorized", "UnauthorizedException");
      refused(
          stack.get("/things", "Authorization", ""), 401, "Unauthorized", "UnauthorizedException");
    }

    @Test
    void oneOfTwoIdentitySourcesIsNotEnough() {
      assertThat(stack.get("/query", "Authorization", "allow").statusCode()).isEqualTo(401);
      assertThat(stack.get("/query?who=", "Authorization", "allow").statusCode()).isEqualTo(401);
      assertThat(stack.get("/query?who=me", "Authorization", "allow").statusCode()).isEqualTo(200);
    }

    @Test
    void anAuthorizerThatThrowsUnauthorizedRefuses() {
      refused(
          stack.get("/things", "Authorization", "unauthorized"),
          401,
          "Unauthorized",
          "UnauthorizedException");
    }
  }

  @Nested
  final class Status403 {
    @Test
    void aDenyRefuses() {
      refused(
          stack.get("/things", "Authorization", "deny"),
          403,
          "User is not authorized to access this resource with an explicit deny",
          "AccessDeniedException");
    }

    @Test
    void anAllowForSomethingElseRefuses() {
      refused(
          stack.get("/things", "Authorization", "nothing"),
          403,
          "User is not authorized to access this resource",
          "AccessDeniedException");
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
              "Host: h",
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
  final class Status500 {
    @ParameterizedTest
    @ValueSource(strings = {"broken", "malformed", "nested"})
    void anAuthorizerThatFailsLetsNobodyIn(String how) {
      HttpResponse<String> response = stack.get("/things", "Authorization", how);
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body()).isEqualTo("{\"message\":null}");
      assertThat(response.headers().firstValue("x-amzn-ErrorType"))
          .hasValue("AuthorizerConfigurationException");
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
      assertThat(stack.log).anyMatch(line -> line.matches("\\[things] GET /open 200 \\d+ ms"));
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
