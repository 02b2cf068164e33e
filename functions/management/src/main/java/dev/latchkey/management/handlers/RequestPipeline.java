package dev.latchkey.management.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.telemetry.Counter;
import dev.latchkey.core.telemetry.Level;
import dev.latchkey.core.telemetry.LogLine;
import dev.latchkey.core.telemetry.Telemetry;
import dev.latchkey.management.auth.OperatorContext;
import dev.latchkey.management.http.Problems;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The edge of the management API: every request ends here in an answer and a log line, whatever
 * happened to it.
 */
final class RequestPipeline {
  private final Telemetry telemetry;

  RequestPipeline(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  /**
   * Answers a request.
   *
   * @param context of the invocation, for the log
   */
  APIGatewayProxyResponseEvent serve(
      APIGatewayProxyRequestEvent event, Context context, Function<Request, Response> action) {
    long start = System.nanoTime();
    Request request = Request.of(event);
    LogLine line = telemetry.line(context.getFunctionName(), context.getAwsRequestId());
    Response answer = answer(request, action, line);
    line.with("gateway_request_id", request.id())
        .with("extended_request_id", request.extendedId())
        .with("route", request.call());
    OperatorContext.from(request.authorizer())
        .ifPresent(operator -> line.with("operator", operator.subject()));
    line.with("key_id", named(request, "key_id", text -> KeyId.parse(text).isPresent()))
        .with("data_api_id", named(request, "data_api_id", DataApi::isDataApiId))
        .with("status", answer.status())
        .with("outcome", outcome(answer).metric())
        .took(System.nanoTime() - start)
        .count(Counter.REQUESTS)
        .count(outcome(answer), "reason");
    telemetry.write(line);
    return answer.toEvent();
  }

  private static Response answer(
      Request request, Function<Request, Response> action, LogLine line) {
    try {
      return action.apply(request);
    } catch (RequestException fault) {
      line.with("reason", Problems.slug(fault.reason()));
      switch (fault.reason()) {
        case INTERNAL -> line.failure(fault);
        case UNAVAILABLE, THROTTLED -> line.failure(fault).level(Level.WARN);
        default -> {}
      }
      return Problems.answer(fault, request.id());
    } catch (RuntimeException unexpected) {
      RequestException fault =
          RequestException.because(RequestException.Reason.INTERNAL, unexpected);
      line.with("reason", Problems.slug(fault.reason())).failure(unexpected);
      return Problems.answer(fault, request.id());
    }
  }

  private static Counter outcome(Response answer) {
    return answer.status() < 400
        ? Counter.ANSWERED
        : answer.status() < 500 ? Counter.REFUSED : Counter.FAILED;
  }

  /** Only what has the form of an id: somebody may have put a whole API key into the path. */
  private static @Nullable String named(Request request, String parameter, Predicate<String> isId) {
    String value = request.pathParameter(parameter);
    return isId.test(value) ? value : null;
  }
}
