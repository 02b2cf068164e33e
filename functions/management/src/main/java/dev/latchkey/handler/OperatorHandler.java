package dev.latchkey.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Problems;
import dev.latchkey.http.Request;
import dev.latchkey.key.Change;
import dev.latchkey.key.Fault;
import dev.latchkey.key.Permission;
import dev.latchkey.operator.OperatorContext;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A call of the management API that operators make: who may make it is asked here, once. */
abstract class OperatorHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  private final Edge edge;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final @Nullable Permission required;

  /** Requires a sign-in only, with or without a role. */
  OperatorHandler(Wiring wiring) {
    this(wiring, null);
  }

  /**
   * @param required the permission that the operator needs, if any
   */
  OperatorHandler(Wiring wiring, @Nullable Permission required) {
    this.edge = wiring.edge();
    this.clock = wiring.clock();
    this.random = wiring.random();
    this.required = required;
  }

  @Override
  public final APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, Context context) {
    return edge.serve(event, context, this::admit);
  }

  /**
   * Carries a request out.
   *
   * @param change who asks, when, and under which ID: every write of this request carries it
   */
  abstract Answer answer(Request request, Change change);

  private Answer admit(Request request) {
    OperatorContext operator =
        OperatorContext.from(request.authorizer())
            .orElseThrow(() -> Fault.of(Fault.Reason.UNAUTHORIZED));
    return required == null || operator.has(required)
        ? answer(request, Change.draw(random, operator.actor(), clock.instant()))
        : Problems.forbidden(operator.rolesFor(required), request.id());
  }
}
