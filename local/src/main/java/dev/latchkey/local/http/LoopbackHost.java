package dev.latchkey.local.http;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The check that a request is for this machine, by the host name that its client used. A web page
 * elsewhere can let its own name point to 127.0.0.1 (DNS rebinding): the request arrives here then,
 * with the page's name in {@code Host}, and the page could read the response.
 */
public final class LoopbackHost extends Filter {
  /** What a request for another host gets, with status 403. */
  public static final String PROBLEM =
      "{\"type\":\"about:blank\",\"title\":\"Forbidden\",\"status\":403,"
          + "\"detail\":\"This server answers requests to localhost, 127.0.0.1 and [::1] only.\"}";

  /** The media type of {@link #PROBLEM}. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final Pattern LOOPBACK =
      Pattern.compile("(?:(?i:localhost)|127\\.0\\.0\\.1|\\[::1])(?::[0-9]{1,5})?");

  /**
   * Whether a request is for this machine.
   *
   * @param hosts all values of its header {@code Host}; no browser sends none
   */
  public static boolean isIn(@Nullable List<String> hosts) {
    return hosts == null || hosts.stream().allMatch(host -> LOOPBACK.matcher(host).matches());
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    if (isIn(exchange.getRequestHeaders().get("Host"))) {
      chain.doFilter(exchange);
      return;
    }
    byte[] body = PROBLEM.getBytes(StandardCharsets.US_ASCII);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", MEDIA_TYPE);
      exchange.sendResponseHeaders(403, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public String description() {
    return "403 for other hosts than this machine";
  }
}
