package dev.latchkey.management.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.Verification.Refused;
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
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline for every request of the management API. It always produces a response and a log
 * line, even after a failure.
 */
final class RequestPipeline {
  private final Telemetry telemetry;

  RequestPipeline(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  /**
   * Handles a request and returns the response.
   *
   * @param context the context of the invocation, for the log
   * @param action may add fields to the log line
   */
  APIGatewayProxyResponseEvent serve(
      APIGatewayProxyRequestEvent event,
      Context context,
      BiFunction<Request, LogLine, Response> action) {
    return serve(event, context.getFunctionName(), context.getAwsRequestId(), action);
  }

  /**
   * Handles a request and returns the response. The daily invocation that keeps a snapshot is not a
   * request: it gets a response without a body, and is not logged or counted.
   *
   * @param function the function's name from the context of the invocation
   * @param requestId the request's ID in Lambda
   */
  APIGatewayProxyResponseEvent serve(
      APIGatewayProxyRequestEvent event,
      String function,
      String requestId,
      BiFunction<Request, LogLine, Response> action) {
    if (ManagementPriming.PING.equals(event.getHttpMethod())) {
      return new APIGatewayProxyResponseEvent().withStatusCode(204);
    }
    long start = System.nanoTime();
    Request request = Request.of(event);
    LogLine line = telemetry.line(function, requestId);
    Response response = respond(request, action, line);
    line.with("gateway_request_id", request.id())
        .with("extended_request_id", request.extendedId())
        .with("route", request.operation());
    OperatorContext.from(request.authorizer())
        .ifPresent(operator -> line.with("operator", operator.subject()));
    line.with("key_id", named(request, "key_id", text -> KeyId.parse(text).isPresent()))
        .with("data_api_id", named(request, "data_api_id", DataApi::isDataApiId))
        .with("status", response.status())
        .with("outcome", outcome(response).metric())
        .took(System.nanoTime() - start)
        .count(Counter.REQUESTS)
        .count(outcome(response), "reason");
    telemetry.write(line);
    return response.toEvent();
  }

  private static Response respond(
      Request request, BiFunction<Request, LogLine, Response> action, LogLine line) {
    try {
      return action.apply(request, line);
    } catch (RequestException exception) {
      line.with("reason", Problems.slug(exception.reason()));
      Refused refused = exception.refused();
      if (refused != null) {
        line.with("reason", refused.reason().word())
            .with("key_id", refused.keyId() == null ? null : refused.keyId().value());
      }
      switch (exception.reason()) {
        case INTERNAL -> line.failure(exception);
        case UNAVAILABLE, THROTTLED, NOT_DELIVERED -> line.failure(exception).level(Level.WARN);
        default -> {}
      }
      return Problems.respond(exception, request.id());
    } catch (RuntimeException unexpected) {
      RequestException exception =
          RequestException.because(RequestException.Reason.INTERNAL, unexpected);
      line.with("reason", Problems.slug(exception.reason())).failure(unexpected);
      return Problems.respond(exception, request.id());
    }
  }

  private static Counter outcome(Response response) {
    return response.status() < 400
        ? Counter.ANSWERED
        : response.status() < 500 ? Counter.REFUSED : Counter.FAILED;
  }

  /**
   * Returns a path parameter only if it is a well-formed ID: a client may have sent a whole API key
   * in the path.
   */
  private static @Nullable String named(Request request, String parameter, Predicate<String> isId) {
    String value = request.pathParameter(parameter);
    return isId.test(value) ? value : null;
  }
}
