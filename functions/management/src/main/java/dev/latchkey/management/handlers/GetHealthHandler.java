package dev.latchkey.management.handlers;

import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;
import dev.latchkey.management.json.JsonObject;

/** {@code GET /v1/health}: says that the service answers, without asking the table. */
public final class GetHealthHandler extends PublicHandler {

  @Override
  Response answer(Request request) {
    return Response.ok(new JsonObject().with("status", "ok"));
  }
}
