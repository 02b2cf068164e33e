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
import dev.latchkey.key.Operator;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A call of the management API that operators make: who may make it is asked here, once. */
abstract class OperatorHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  private final Edge edge;
  private final Settings settings;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Access access;

  OperatorHandler(Wiring wiring, Access access) {
    this.edge = wiring.edge();
    this.settings = wiring.settings();
    this.clock = wiring.clock();
    this.random = wiring.random();
    this.access = access;
  }

  @Override
  public final APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, @Nullable Context context) {
    return edge.serve(event, context, this::admit);
  }

  /**
   * Carries a request out.
   *
   * @param change who asks, when, and under which ID: every write of this request carries it
   */
  abstract Answer answer(Request request, Change change);

  private Answer admit(Request request) {
    Operator operator = request.operator().orElseThrow(() -> Fault.of(Fault.Reason.UNAUTHORIZED));
    return access.isGivenTo(operator)
        ? answer(request, Change.draw(random, operator.actor(), clock.instant()))
        : Problems.forbidden(settings.roles(access), request.id());
  }
}
