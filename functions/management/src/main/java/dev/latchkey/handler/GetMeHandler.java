package dev.latchkey.handler;

import dev.latchkey.http.Answer;
import dev.latchkey.http.OperatorView;
import dev.latchkey.http.Request;
import dev.latchkey.key.Change;
import dev.latchkey.operator.OperatorContext;

/** {@code GET /v1/me}: says who the caller is and what it may do. */
public final class GetMeHandler extends OperatorHandler {
  public GetMeHandler() {
    this(Wiring.shared());
  }

  GetMeHandler(Wiring wiring) {
    super(wiring);
  }

  @Override
  Answer answer(Request request, Change change) {
    request.requireNoQuery();
    OperatorContext operator = OperatorContext.from(request.authorizer()).orElseThrow();
    return Answer.ok(OperatorView.of(operator.actor(), operator.permissions()));
  }
}
