package dev.latchkey.local.gateway;

import org.jspecify.annotations.Nullable;

/** Why the gateway answers a call itself. */
final class RejectedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ResponseType type;
  private final @Nullable String said;

  /**
   * A refusal.
   *
   * @param said what the caller is told, or null
   * @param reason what the log is told, or null if the type says it all
   */
  RejectedException(ResponseType type, @Nullable String said, @Nullable String reason) {
    super(reason, null, false, false);
    this.type = type;
    this.said = said;
  }

  ResponseType type() {
    return type;
  }

  @Nullable String said() {
    return said;
  }
}
