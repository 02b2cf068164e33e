package dev.latchkey.management.handlers;

import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;
import dev.latchkey.management.json.JsonObject;

/** {@code GET /v1/health}: reports that the service responds, without a request to the table. */
public final class GetHealthHandler extends PublicHandler {

  @Override
  Response respond(Request request) {
    return Response.ok(new JsonObject().with("status", "ok"));
  }
}
