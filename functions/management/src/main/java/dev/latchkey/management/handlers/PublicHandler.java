package dev.latchkey.management.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.latchkey.core.telemetry.Telemetry;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;

/** A handler for requests without authentication. */
abstract class PublicHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  private final RequestPipeline pipeline;

  PublicHandler() {
    this(ManagementDependencies.telemetryOfEnvironment());
  }

  /**
   * @param telemetry writes a line for each request
   */
  PublicHandler(Telemetry telemetry) {
    this.pipeline = new RequestPipeline(telemetry);
  }

  @Override
  public final APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, Context context) {
    return handle(event, context.getFunctionName(), context.getAwsRequestId());
  }

  /**
   * Handles an event.
   *
   * @param function the function's name, for the log
   * @param requestId the request's ID in Lambda
   */
  final APIGatewayProxyResponseEvent handle(
      APIGatewayProxyRequestEvent event, String function, String requestId) {
    return pipeline.serve(event, function, requestId, (request, line) -> respondTo(request));
  }

  private Response respondTo(Request request) {
    Response response = respond(request);
    return request.isHead() ? response.withoutBody() : response;
  }

  /** Handles a request. */
  abstract Response respond(Request request);
}
