package dev.latchkey.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Request;

/** A call of the management API that anyone may make. */
abstract class OpenHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  private final Edge edge = new Edge(Wiring.telemetryOfEnvironment());

  @Override
  public final APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, Context context) {
    return edge.serve(event, context, this::answer);
  }

  /** Carries a request out. */
  abstract Answer answer(Request request);
}
