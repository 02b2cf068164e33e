package dev.latchkey.management.handlers;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.management.http.Problems;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;
import dev.latchkey.testing.TestContext;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestPipelineTest {
  private static final Map<RequestException.Reason, Integer> STATUSES =
      Map.ofEntries(
          entry(RequestException.Reason.MALFORMED_REQUEST, 400),
          entry(RequestException.Reason.CURSOR_INVALID, 400),
          entry(RequestException.Reason.UNAUTHORIZED, 401),
          entry(RequestException.Reason.FORBIDDEN, 403),
          entry(RequestException.Reason.NOT_FOUND, 404),
          entry(RequestException.Reason.KEY_ACTIVE, 409),
          entry(RequestException.Reason.KEY_REVOKED, 409),
          entry(RequestException.Reason.KEY_EXPIRED, 409),
          entry(RequestException.Reason.KEY_EXISTS, 409),
          entry(RequestException.Reason.KEY_CHANGED, 409),
          entry(RequestException.Reason.ROTATION_PENDING, 409),
          entry(RequestException.Reason.IDEMPOTENCY_KEY_SPENT, 409),
          entry(RequestException.Reason.DATA_API_EXISTS, 409),
          entry(RequestException.Reason.DATA_API_IN_USE, 409),
          entry(RequestException.Reason.ROUTE_TAKEN, 409),
          entry(RequestException.Reason.BODY_TOO_LARGE, 413),
          entry(RequestException.Reason.UNSUPPORTED_MEDIA_TYPE, 415),
          entry(RequestException.Reason.INVALID_REQUEST, 422),
          entry(RequestException.Reason.IDEMPOTENCY_KEY_REUSED, 422),
          entry(RequestException.Reason.THROTTLED, 429),
          entry(RequestException.Reason.INTERNAL, 500),
          entry(RequestException.Reason.NOT_DELIVERED, 502),
          entry(RequestException.Reason.UNAVAILABLE, 503));

  private final ManagementFixture api = new ManagementFixture();

  private TestResponse serve(Function<Request, Response> action) {
    TestRequest request = TestRequest.of("GET /v1/keys/{key_id}").at("key_id", "4Zq8Rw1TnB7xKd2M");
    return TestResponse.of(
        api.dependencies()
            .pipeline()
            .serve(request.event(), new TestContext("invocation"), (r, line) -> action.apply(r)));
  }

  @Test
  void theUnexpectedIsInternalAndOnlyTheLogKnowsMore() {
    TestResponse response =
        serve(
            request -> {
              throw new IllegalStateException("table gone at host-7");
            });

    response.isProblem(500, "internal");
    assertThat(response.body()).doesNotContain("host-7", "IllegalState");
    assertThat(api.log())
        .contains("host-7", "IllegalStateException", "RequestPipelineTest", "\"ERROR\"");
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonHasItsResponse(RequestException.Reason reason) {
    assertThat(STATUSES).containsKey(reason);
    int status = requireNonNull(STATUSES.get(reason));
    TestResponse response =
        serve(
            request -> {
              throw RequestException.because(reason, new IllegalStateException("inner words"));
            });

    response.isProblem(status, Problems.slug(reason));
    assertThat(response.body()).doesNotContain("inner words");
    assertThat(response.headers().containsKey("Retry-After"))
        .isEqualTo(status == 429 || status == 503);
    assertThat(response.headers().containsKey("WWW-Authenticate")).isEqualTo(status == 401);
  }

  @Test
  void oneLineTellsOfARequest() {
    serve(request -> Response.noContent());

    assertThat(api.log().lines()).hasSize(1);
    assertThat(api.log())
        .contains(
            "\"request_id\":\"invocation\"",
            "\"outcome\":\"answered\"",
            "\"gateway_request_id\":\"request-",
            "\"extended_request_id\":\"extended-",
            "\"route\":\"GET /v1/keys/{key_id}\"",
            "\"key_id\":\"4Zq8Rw1TnB7xKd2M\"",
            "\"operator\":\"engineer\"",
            "\"status\":204");
  }

  @Test
  void anApiKeyInThePathIsNotLogged() {
    String text = "lk_4Zq8Rw1TnB7xKd2M_ThisIsAnExampleKeyThatOpensNothingAnywhere00qkY6l";
    api.of("GET /v1/keys/{key_id}", text).isProblem(404, "not-found");

    assertThat(api.log()).hasLineCount(1).doesNotContain(text);
  }

  @Test
  void anEmptyEventGetsAResponse() {
    TestResponse response =
        TestResponse.of(
            api.dependencies()
                .pipeline()
                .serve(
                    new APIGatewayProxyRequestEvent(),
                    new TestContext("invocation"),
                    (request, line) -> Response.noContent()));

    assertThat(response.status()).isEqualTo(204);
  }
}
