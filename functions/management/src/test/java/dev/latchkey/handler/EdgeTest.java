package dev.latchkey.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Problems;
import dev.latchkey.http.Request;
import dev.latchkey.key.Fault;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EdgeTest {
  private final TestApi api = new TestApi();

  private Answered serve(Function<Request, Answer> action) {
    Call call = Call.of("GET /v1/keys/{key_id}").at("key_id", "4Zq8Rw1TnB7xKd2M");
    return Answered.of(api.wiring().edge().serve(call.event(), new NoContext(), action));
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
    Answered answered =
        serve(
            request -> {
              throw Fault.because(reason, new IllegalStateException("inner words"));
            });

    answered.isProblem(answered.status(), Problems.slug(reason));
    assertThat(answered.body()).doesNotContain("inner words");
    assertThat(answered.headers().containsKey("Retry-After"))
        .isEqualTo(answered.status() == 429 || answered.status() == 503);
    assertThat(answered.headers().containsKey("WWW-Authenticate"))
        .isEqualTo(answered.status() == 401);
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
                .serve(new APIGatewayProxyRequestEvent(), null, request -> Answer.noContent()));

    assertThat(answered.status()).isEqualTo(204);
  }
}
