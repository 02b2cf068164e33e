package dev.latchkey.handler;

import dev.latchkey.http.Answer;
import dev.latchkey.http.Request;
import java.util.Map;

/** {@code GET /console} and below: serves the operators' page. */
public final class ConsoleHandler extends OpenHandler {
  private static final String INDEX = "index.html";

  private final StaticFiles files = new StaticFiles("/console/");

  @Override
  Answer answer(Request request) {
    String path = request.pathParameter("proxy");
    if (!path.isEmpty()) {
      return files.answer(request, path);
    }
    return request.path().endsWith("/")
        ? files.answer(request, INDEX)
        : new Answer(308, Map.of("Location", "console/"), null);
  }
}
