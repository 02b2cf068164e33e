package dev.latchkey.core.application;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is not carried out. Its reason decides the answer; its message and cause are for
 * the log alone.
 */
public final class RequestException extends RuntimeException {

  /** The kinds of refusal that the API knows; each has one status and one problem type. */
  public enum Reason {
    MALFORMED_REQUEST,
    CURSOR_INVALID,
    UNAUTHORIZED,
    FORBIDDEN,
    NOT_FOUND,
    KEY_ACTIVE,
    KEY_REVOKED,
    KEY_EXPIRED,
    ROTATION_PENDING,
    IDEMPOTENCY_KEY_SPENT,
    DATA_API_EXISTS,
    DATA_API_IN_USE,
    BODY_TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    INVALID_REQUEST,
    IDEMPOTENCY_KEY_REUSED,
    THROTTLED,
    UNAVAILABLE,
    INTERNAL
  }

  private final Reason reason;
  private final transient List<FieldError> errors;
  private final transient @Nullable Instant previousSecretUntil;

  private RequestException(
      Reason reason,
      List<FieldError> errors,
      @Nullable Instant previousSecretUntil,
      @Nullable String message,
      @Nullable Throwable cause) {
    super(message, cause, false, false);
    this.reason = reason;
    this.errors = List.copyOf(errors);
    this.previousSecretUntil = previousSecretUntil;
  }

  /** A refusal that its reason says all about. */
  public static RequestException of(Reason reason) {
    return new RequestException(reason, List.of(), null, reason.name(), null);
  }

  /** A refusal of a request with something wrong in it; every wrong part is named. */
  public static RequestException invalid(List<FieldError> errors) {
    return new RequestException(
        Reason.INVALID_REQUEST, errors, null, Reason.INVALID_REQUEST.name(), null);
  }

  /** A refusal of a request with one thing wrong in it. */
  public static RequestException invalid(FieldError error) {
    return invalid(List.of(error));
  }

  /** A refusal of a rotation because a previous secret works until an instant. */
  public static RequestException rotationPending(Instant previousSecretUntil) {
    Reason reason = Reason.ROTATION_PENDING;
    return new RequestException(reason, List.of(), previousSecretUntil, reason.name(), null);
  }

  /**
   * A refusal because something that this service depends on failed.
   *
   * @param reason {@link Reason#THROTTLED}, {@link Reason#UNAVAILABLE} or {@link Reason#INTERNAL}
   * @param cause what failed
   */
  public static RequestException because(Reason reason, Throwable cause) {
    return new RequestException(reason, List.of(), null, cause.toString(), cause);
  }

  /** The kind of refusal. */
  public Reason reason() {
    return reason;
  }

  /** What is wrong with the request, part by part; empty if that is not the reason. */
  public List<FieldError> errors() {
    return errors;
  }

  /** Until when the previous secret works, if that is the reason. */
  public @Nullable Instant previousSecretUntil() {
    return previousSecretUntil;
  }
}
