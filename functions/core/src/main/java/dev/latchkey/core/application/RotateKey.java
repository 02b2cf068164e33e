package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.IssuedKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.OnPending;
import dev.latchkey.core.domain.Rotation;
import dev.latchkey.core.domain.SecretHash;
import dev.latchkey.core.domain.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives a live key a new secret under the same ID. */
public final class RotateKey {
  /** The longest grace period, in hours. */
  public static final int MAX_GRACE_HOURS = 168;

  private final KeyStore keys;
  private final KeyFactory keyFactory;

  public RotateKey(KeyStore keys, KeyFactory keyFactory) {
    this.keys = keys;
    this.keyFactory = keyFactory;
  }

  private static @Nullable String problem(int graceHours) {
    return graceHours < 0 || graceHours > MAX_GRACE_HOURS
        ? "must be a whole number from 0 to " + MAX_GRACE_HOURS
        : null;
  }

  /** Rotates a key to a secret that this service makes, and returns it with its new text. */
  public IssuedKey rotate(
      KeyId keyId,
      int graceHours,
      OnPending onPending,
      ValidationErrors errors,
      ChangeContext change) {
    return rotate(keyId, graceHours, onPending, null, errors, change);
  }

  /**
   * Rotates a key and returns it with its new text, or without if the client made the new secret.
   * Nothing changes if that is already the current one.
   *
   * @param graceHours how long the current secret keeps working, 0 to {@value #MAX_GRACE_HOURS};
   *     with 0 every old secret stops working at once
   * @param onPending which secret to discard if a previous one still works; ignored if none does or
   *     without a grace period
   * @param clientMade the hash of the new secret, if the client made it
   * @param errors form errors found so far
   * @throws RequestException {@code INVALID_REQUEST} for these errors or a grace period out of
   *     range, {@code NOT_FOUND}, {@code KEY_REVOKED}, {@code KEY_EXPIRED}, {@code
   *     ROTATION_PENDING}
   */
  public IssuedKey rotate(
      KeyId keyId,
      int graceHours,
      OnPending onPending,
      @Nullable SecretHash clientMade,
      ValidationErrors errors,
      ChangeContext change) {
    errors.add("/grace_hours", problem(graceHours));
    errors.check();
    KeyFactory.MadeSecret secret = keyFactory.secret(keyId, clientMade);
    SecretHash hash = secret.hash();
    String prefix = keyFactory.prefix();
    Instant graceUntil = graceHours == 0 ? null : change.at().plus(Duration.ofHours(graceHours));
    WriteResult<ApiKey, StoredKey> result =
        keys.rotate(keyId, new Rotation(prefix, hash, graceUntil, onPending), change);
    if (onPending == OnPending.DISCARD_NEW && isLiveWithoutPending(result, change)) {
      result = keys.rotate(keyId, new Rotation(prefix, hash, graceUntil), change);
    }
    if (result instanceof WriteResult.Done<ApiKey, StoredKey> done) {
      return new IssuedKey(done.value(), secret.text());
    }
    Optional<StoredKey> found = ((WriteResult.Refused<ApiKey, StoredKey>) result).found();
    StoredKey live = KeyStateCheck.requireLive(found, change);
    if (live.hash().matches(hash)) {
      return new IssuedKey(live.key(), null, true);
    }
    throw refusal(live.pendingUntil(change.at()));
  }

  private static boolean isLiveWithoutPending(
      WriteResult<ApiKey, StoredKey> result, ChangeContext change) {
    return result instanceof WriteResult.Refused<ApiKey, StoredKey> refused
        && KeyStateCheck.requireLive(refused.found(), change).pendingUntil(change.at()) == null;
  }

  private static RequestException refusal(@Nullable Instant until) {
    return until == null
        ? RequestException.of(RequestException.Reason.UNAVAILABLE)
        : RequestException.rotationPending(until);
  }
}
