package dev.latchkey.handler;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Problems;
import dev.latchkey.http.Request;
import dev.latchkey.key.Fault;
import dev.latchkey.testing.TestContext;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EdgeTest {
  private static final Map<Fault.Reason, Integer> STATUSES =
      Map.ofEntries(
          entry(Fault.Reason.MALFORMED_REQUEST, 400),
          entry(Fault.Reason.CURSOR_INVALID, 400),
          entry(Fault.Reason.UNAUTHORIZED, 401),
          entry(Fault.Reason.FORBIDDEN, 403),
          entry(Fault.Reason.NOT_FOUND, 404),
          entry(Fault.Reason.KEY_ACTIVE, 409),
          entry(Fault.Reason.KEY_REVOKED, 409),
          entry(Fault.Reason.KEY_EXPIRED, 409),
          entry(Fault.Reason.ROTATION_PENDING, 409),
          entry(Fault.Reason.IDEMPOTENCY_KEY_SPENT, 409),
          entry(Fault.Reason.DATA_API_EXISTS, 409),
          entry(Fault.Reason.DATA_API_IN_USE, 409),
          entry(Fault.Reason.BODY_TOO_LARGE, 413),
          entry(Fault.Reason.UNSUPPORTED_MEDIA_TYPE, 415),
          entry(Fault.Reason.INVALID_REQUEST, 422),
          entry(Fault.Reason.IDEMPOTENCY_KEY_REUSED, 422),
          entry(Fault.Reason.THROTTLED, 429),
          entry(Fault.Reason.INTERNAL, 500),
          entry(Fault.Reason.UNAVAILABLE, 503));

  private final TestApi api = new TestApi();

  private Answered serve(Function<Request, Answer> action) {
    Call call = Call.of("GET /v1/keys/{key_id}").at("key_id", "4Zq8Rw1TnB7xKd2M");
    return Answered.of(
        api.wiring().edge().serve(call.event(), new TestContext("invocation"), action));
  }

  @Test
  void theUnexpectedIsInternalAndOnlyTheLogKnowsMore() {
    Answered answered =
        serve(
            request -> {
              throw new IllegalStateException("table gone at host-7");
            });

    answered.isProblem(500, "internal");
    assertThat(answered.body()).doesNotContain("host-7", "IllegalState");
    assertThat(api.log()).contains("host-7", "IllegalStateException", "EdgeTest", "\"ERROR\"");
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonHasItsAnswer(Fault.Reason reason) {
    assertThat(STATUSES).containsKey(reason);
    int status = requireNonNull(STATUSES.get(reason));
    Answered answered =
        serve(
            request -> {
              throw Fault.because(reason, new IllegalStateException("inner words"));
            });

    answered.isProblem(status, Problems.slug(reason));
    assertThat(answered.body()).doesNotContain("inner words");
    assertThat(answered.headers().containsKey("Retry-After"))
        .isEqualTo(status == 429 || status == 503);
    assertThat(answered.headers().containsKey("WWW-Authenticate")).isEqualTo(status == 401);
  }

  @Test
  void oneLineTellsOfARequest() {
    serve(request -> Answer.noContent());

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
  void anEventWithNothingInItIsAnswered() {
    Answered answered =
        Answered.of(
            api.wiring()
                .edge()
                .serve(
                    new APIGatewayProxyRequestEvent(),
                    new TestContext("invocation"),
                    request -> Answer.noContent()));

    assertThat(answered.status()).isEqualTo(204);
  }
}
