package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.auth.OperatorContext;
import dev.latchkey.management.http.OperatorView;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;

/** {@code GET /v1/me}: returns the caller's identity and permissions. */
public final class GetMeHandler extends OperatorHandler {
  public GetMeHandler() {
    this(ManagementDependencies.shared());
    ManagementPriming.operator(GetMeHandler::new, "/v1/me");
  }

  GetMeHandler(ManagementDependencies dependencies) {
    super(dependencies);
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    request.requireNoQuery();
    OperatorContext operator = OperatorContext.from(request.authorizer()).orElseThrow();
    return Response.ok(
        OperatorView.of(
            operator.actor(),
            operator.permissions(),
            operator.domains(Permission.READ),
            operator.domains(Permission.MANAGE)));
  }
}
