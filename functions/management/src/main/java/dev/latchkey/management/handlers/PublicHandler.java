package dev.latchkey.management.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;

/** A handler for requests without authentication. */
abstract class PublicHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  private final RequestPipeline pipeline =
      new RequestPipeline(ManagementDependencies.telemetryOfEnvironment());

  @Override
  public final APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, Context context) {
    return pipeline.serve(event, context, this::respondTo);
  }

  private Response respondTo(Request request) {
    Response response = respond(request);
    return request.isHead() ? response.withoutBody() : response;
  }

  /** Handles a request. */
  abstract Response respond(Request request);
}
