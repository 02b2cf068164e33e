package dev.latchkey.core.application;

import dev.latchkey.core.domain.KeyId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a request. The reason determines the response. Message and cause are for the log only.
 */
public final class RequestException extends RuntimeException {

  /** The reasons of refusal; each has one status and one problem type. */
  public enum Reason {
    MALFORMED_REQUEST,
    CURSOR_INVALID,
    UNAUTHORIZED,
    FORBIDDEN,
    NOT_FOUND,
    KEY_ACTIVE,
    KEY_REVOKED,
    KEY_EXPIRED,
    KEY_EXISTS,
    KEY_CHANGED,
    ROTATION_PENDING,
    IDEMPOTENCY_KEY_SPENT,
    DATA_API_EXISTS,
    DATA_API_IN_USE,
    ROUTE_TAKEN,
    BODY_TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    INVALID_REQUEST,
    IDEMPOTENCY_KEY_REUSED,
    THROTTLED,
    NOT_DELIVERED,
    UNAVAILABLE,
    INTERNAL
  }

  private final Reason reason;
  private final transient List<FieldError> errors;
  private final transient @Nullable Instant previousSecretUntil;
  private final transient @Nullable KeyId keyId;
  private final transient Verification.@Nullable Refused refused;

  private RequestException(
      Reason reason,
      List<FieldError> errors,
      @Nullable Instant previousSecretUntil,
      @Nullable KeyId keyId,
      Verification.@Nullable Refused refused,
      @Nullable String message,
      @Nullable Throwable cause) {
    super(message, cause, false, false);
    this.reason = reason;
    this.errors = List.copyOf(errors);
    this.previousSecretUntil = previousSecretUntil;
    this.keyId = keyId;
    this.refused = refused;
  }

  /** Returns a refusal with no details. */
  public static RequestException of(Reason reason) {
    return new RequestException(reason, List.of(), null, null, null, reason.name(), null);
  }

  /** Returns the refusal of an invalid request, with an error for each invalid part. */
  public static RequestException invalid(List<FieldError> errors) {
    return new RequestException(
        Reason.INVALID_REQUEST, errors, null, null, null, Reason.INVALID_REQUEST.name(), null);
  }

  /** Returns the refusal of a request with one invalid part. */
  public static RequestException invalid(FieldError error) {
    return invalid(List.of(error));
  }

  /** Returns the refusal of a rotation because a previous secret works until an instant. */
  public static RequestException rotationPending(Instant previousSecretUntil) {
    Reason reason = Reason.ROTATION_PENDING;
    return new RequestException(
        reason, List.of(), previousSecretUntil, null, null, reason.name(), null);
  }

  /**
   * Returns the failure to deliver a key that was created or rotated.
   *
   * @param cause what failed; {@code null} if it is only known that the vault has no such secret
   */
  public static RequestException notDelivered(KeyId keyId, @Nullable Throwable cause) {
    Reason reason = Reason.NOT_DELIVERED;
    String message = cause == null ? reason.name() : cause.toString();
    return new RequestException(reason, List.of(), null, keyId, null, message, cause);
  }

  /** Returns the refusal of a request that proves no secret of a key. */
  public static RequestException unauthorized(Verification.Refused refused) {
    Reason reason = Reason.UNAUTHORIZED;
    return new RequestException(reason, List.of(), null, null, refused, reason.name(), null);
  }

  /**
   * Returns a refusal because a dependency of this service failed.
   *
   * @param reason {@link Reason#THROTTLED}, {@link Reason#UNAVAILABLE} or {@link Reason#INTERNAL}
   * @param cause the failure
   */
  public static RequestException because(Reason reason, Throwable cause) {
    return new RequestException(reason, List.of(), null, null, null, cause.toString(), cause);
  }

  /** Returns the reason of refusal. */
  public Reason reason() {
    return reason;
  }

  /** Returns the errors in the request, part by part; empty for other reasons. */
  public List<FieldError> errors() {
    return errors;
  }

  /**
   * Returns the instant at which the previous secret stops working; {@code null} for other reasons.
   */
  public @Nullable Instant previousSecretUntil() {
    return previousSecretUntil;
  }

  /** Returns the key that was not delivered; {@code null} for other reasons. */
  public @Nullable KeyId keyId() {
    return keyId;
  }

  /** Returns why a request proves no secret of a key; {@code null} for other reasons. */
  public Verification.@Nullable Refused refused() {
    return refused;
  }
}
