package dev.latchkey.handler;

import dev.latchkey.http.Answer;
import dev.latchkey.http.Request;

/** {@code GET /v1/openapi.yaml}: serves the contract of the management API. */
public final class GetOpenApiHandler extends OpenHandler {
  private final StaticFiles files = new StaticFiles("/");

  @Override
  Answer answer(Request request) {
    return files.answer(request, "openapi.yaml");
  }
}
