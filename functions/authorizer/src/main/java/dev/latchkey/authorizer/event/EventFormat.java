package dev.latchkey.authorizer.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The formats of events: those of API Gateway, and that of the schedule that keeps the snapshot
 * active.
 */
public enum EventFormat {
  /** From a REST API's authorizer of type REQUEST, with all headers. */
  REST,
  /** From a REST API's authorizer of type TOKEN, with the value of one header. */
  TOKEN,
  /** From an HTTP API's authorizer, payload format 1.0. */
  HTTP_1,
  /** From an HTTP API's authorizer, payload format 2.0. */
  HTTP_2,
  /** The daily ping, which keeps the snapshot active. */
  PING;

  /**
   * Returns the format for an event's {@code type} and {@code version}; {@code null} if there is
   * none.
   */
  public static @Nullable EventFormat of(@Nullable String type, @Nullable String version) {
    if ("REQUEST".equals(type)) {
      return version == null ? REST : ofVersion(version);
    }
    if ("TOKEN".equals(type)) {
      return TOKEN;
    }
    return "PING".equals(type) ? PING : null;
  }

  /** Returns whether a refusal is a Deny policy. HTTP APIs support nothing else. */
  public boolean refusesByPolicy() {
    return this == HTTP_1 || this == HTTP_2;
  }

  /** Returns the word that logs use. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable EventFormat ofVersion(String version) {
    return switch (version) {
      case "1.0" -> HTTP_1;
      case "2.0" -> HTTP_2;
      default -> null;
    };
  }
}
