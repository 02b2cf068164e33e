package dev.latchkey.management.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.auth.OperatorContext;
import dev.latchkey.management.http.Problems;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A handler for operators' requests. It checks the operator's permission once, before the request
 * is handled.
 */
abstract class OperatorHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  private final RequestPipeline pipeline;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Stores stores;
  private final @Nullable Permission required;

  /** Requires a signed-in operator, with or without a role. */
  OperatorHandler(ManagementDependencies dependencies) {
    this(dependencies, null);
  }

  /**
   * @param required the permission that the operator needs; {@code null} for none
   */
  OperatorHandler(ManagementDependencies dependencies, @Nullable Permission required) {
    this.pipeline = dependencies.pipeline();
    this.clock = dependencies.clock();
    this.random = dependencies.random();
    this.stores = dependencies.stores();
    this.required = required;
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
    return pipeline.serve(event, function, requestId, (request, line) -> admit(request));
  }

  /**
   * Handles a request.
   *
   * @param change who made the request, when, and under which ID; every write of this request
   *     carries it
   * @param stores what exists for the operator, by the domains in which they have the permission
   */
  abstract Response respond(Request request, ChangeContext change, Stores stores);

  private Response admit(Request request) {
    OperatorContext operator =
        OperatorContext.from(request.authorizer())
            .orElseThrow(() -> RequestException.of(RequestException.Reason.UNAUTHORIZED));
    DomainScope scope = required == null ? DomainScope.NONE : operator.domains(required);
    if (required != null && scope.isEmpty()) {
      return Problems.forbidden(operator.rolesFor(required), request.id());
    }
    if (required != null && operator.hasTooManyDomains()) {
      return Problems.tooManyDomains(request.id());
    }
    return respond(
        request,
        ChangeContext.draw(random, operator.actor(), clock.instant()),
        stores.within(scope));
  }
}
