package dev.latchkey.management.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;

/** A call of the management API that anyone may make. */
abstract class PublicHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  private final RequestPipeline edge =
      new RequestPipeline(ManagementDependencies.telemetryOfEnvironment());

  @Override
  public final APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, Context context) {
    return edge.serve(event, context, this::answer);
  }

  /** Carries a request out. */
  abstract Response answer(Request request);
}
