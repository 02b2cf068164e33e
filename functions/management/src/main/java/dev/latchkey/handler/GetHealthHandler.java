package dev.latchkey.handler;

import dev.latchkey.http.Answer;
import dev.latchkey.http.Request;
import dev.latchkey.json.JsonObject;

/** {@code GET /v1/health}: says that the service answers, without asking the table. */
public final class GetHealthHandler extends OpenHandler {

  @Override
  Answer answer(Request request) {
    return Answer.ok(new JsonObject().with("status", "ok"));
  }
}
