package dev.latchkey.local.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Why the gateway answers a call itself. */
final class RejectedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ResponseType type;
  private final @Nullable String said;
  private final transient ObjectNode authorizer;

  /**
   * A refusal.
   *
   * @param said what the caller is told, or null
   * @param reason what the log is told, or null if the type says it all
   */
  RejectedException(ResponseType type, @Nullable String said, @Nullable String reason) {
    this(type, said, reason, GatewayJson.object());
  }

  /**
   * A refusal by an authorizer's policy.
   *
   * @param authorizer the authorizer's context
   */
  static RejectedException denied(String said, ObjectNode authorizer) {
    return new RejectedException(ResponseType.ACCESS_DENIED, said, null, authorizer);
  }

  private RejectedException(
      ResponseType type, @Nullable String said, @Nullable String reason, ObjectNode authorizer) {
    super(reason, null, false, false);
    this.type = type;
    this.said = said;
    this.authorizer = authorizer;
  }

  ResponseType type() {
    return type;
  }

  /** The authorizer's context; empty if no policy refused the call. */
  ObjectNode authorizer() {
    return authorizer;
  }

  @Nullable String said() {
    return said;
  }
}
