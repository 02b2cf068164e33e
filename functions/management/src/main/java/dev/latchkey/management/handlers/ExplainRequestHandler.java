package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.ExplainRequest;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.http.ExplainRequests;
import dev.latchkey.management.http.ExplanationView;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;
import java.util.List;

/** {@code POST /v1/explain}: explains why a request is, or was, allowed or denied. */
public final class ExplainRequestHandler extends OperatorHandler {
  private final List<String> prefixes;

  public ExplainRequestHandler() {
    this(ManagementDependencies.shared());
  }

  ExplainRequestHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.READ);
    prefixes = dependencies.settings().prefixes();
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    ExplainRequest.Question question = ExplainRequests.question(request, change.at());
    return Response.ok(
        ExplanationView.of(new ExplainRequest(stores, prefixes).explain(question, change.at())));
  }
}
