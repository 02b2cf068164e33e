package dev.latchkey.authorizer.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The forms in which API Gateway, or the schedule that keeps a snapshot alive, calls us. */
public enum EventFormat {
  /** A REST API's authorizer of type REQUEST: all headers. */
  REST,
  /** A REST API's authorizer of type TOKEN: one header's value. */
  TOKEN,
  /** An HTTP API's authorizer, payload format 1.0. */
  HTTP_1,
  /** An HTTP API's authorizer, payload format 2.0. */
  HTTP_2,
  /** The daily call that means nothing. */
  PING;

  /** The shape that an event's {@code type} and {@code version} tell, or nothing. */
  public static @Nullable EventFormat of(@Nullable String type, @Nullable String version) {
    if ("REQUEST".equals(type)) {
      return version == null ? REST : ofVersion(version);
    }
    if ("TOKEN".equals(type)) {
      return TOKEN;
    }
    return "PING".equals(type) ? PING : null;
  }

  /** Whether a refusal is a policy that denies, since an HTTP API knows no other way. */
  public boolean refusesByPolicy() {
    return this == HTTP_1 || this == HTTP_2;
  }

  /** The word that logs use. */
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
