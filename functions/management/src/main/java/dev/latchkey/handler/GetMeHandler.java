package dev.latchkey.handler;

import dev.latchkey.http.Answer;
import dev.latchkey.http.OperatorView;
import dev.latchkey.http.Request;
import dev.latchkey.key.Change;

/** {@code GET /v1/me}: says who the caller is and what it may do. */
public final class GetMeHandler extends OperatorHandler {
  public GetMeHandler() {
    this(Wiring.shared());
  }

  GetMeHandler(Wiring wiring) {
    super(wiring, Access.SIGNED_IN);
  }

  @Override
  Answer answer(Request request, Change change) {
    request.requireNoQuery();
    return Answer.ok(OperatorView.of(request.operator().orElseThrow()));
  }
}
