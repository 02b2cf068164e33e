package dev.latchkey.local.gateway;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The headers of a function's answer that a REST API passes on under another name, or not at all,
 * since it sets them itself.
 */
final class RemappedHeaders {
  private static final String PREFIX = "x-amzn-Remapped-";
  private static final Set<String> REMAPPED =
      Set.of(
          "connection",
          "content-length",
          "date",
          "host",
          "server",
          "user-agent",
          "www-authenticate");
  private static final Set<String> DROPPED =
      Set.of("transfer-encoding", "te", "trailer", "upgrade");

  private RemappedHeaders() {}

  static void apply(Headers headers) {
    for (Headers.Field field : List.copyOf(headers.fields())) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (REMAPPED.contains(name) || DROPPED.contains(name)) {
        headers.remove(field.name());
        if (REMAPPED.contains(name)) {
          headers.add(PREFIX + field.name(), field.value());
        }
      }
    }
  }

  /** Removes what only the gateway may say; HTTP APIs rename nothing. */
  static void dropHopByHop(Headers headers) {
    DROPPED.forEach(headers::remove);
    headers.remove("Connection");
    headers.remove("Content-Length");
  }
}
