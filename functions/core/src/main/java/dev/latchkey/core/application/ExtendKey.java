package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.domain.ValidityLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds days to the expiration of a live key. */
public final class ExtendKey {
  private final KeyStore keys;
  private final ValidityLimits limits;

  public ExtendKey(KeyStore keys, ValidityLimits limits) {
    this.keys = keys;
    this.limits = limits;
  }

  /**
   * A key and the days to add to its expiration.
   *
   * @param days number of days of 86,400 seconds
   * @param idempotencyKey the idempotency key, if the request had the header {@code
   *     Idempotency-Key}
   */
  public record Command(KeyId keyId, int days, @Nullable IdempotencyKey idempotencyKey) {}

  /**
   * A key with its new expiration.
   *
   * @param isReplay whether this request repeated an earlier one and changed nothing
   */
  public record Extended(ApiKey key, boolean isReplay) {}

  /**
   * Extends a key and returns it with its new expiration.
   *
   * @param errors form errors found so far
   * @throws RequestException {@code INVALID_REQUEST} for these errors, days below 1 or an
   *     expiration later than allowed, {@code NOT_FOUND}, {@code KEY_REVOKED}, {@code KEY_EXPIRED},
   *     {@code KEY_CHANGED}, {@code IDEMPOTENCY_KEY_REUSED} for a repeat with a different body
   */
  public Extended extend(Command command, ValidationErrors errors, ChangeContext change) {
    int days = command.days();
    IdempotencyKey idempotencyKey = command.idempotencyKey();
    errors.add("/validity_days", limits.problem(days, change.at()));
    errors.check();
    Instant latest = limits.latest(change.at());
    WriteResult<ApiKey, StoredKey> result =
        keys.extend(command.keyId(), Duration.ofDays(days), latest, idempotencyKey, change);
    if (result instanceof WriteResult.Done<ApiKey, StoredKey> done) {
      return new Extended(done.value(), false);
    }
    Optional<StoredKey> found = ((WriteResult.Refused<ApiKey, StoredKey>) result).found();
    return replay(idempotencyKey, found)
        .orElseThrow(() -> tooLong(KeyStateCheck.requireLive(found, change).key(), days, latest));
  }

  private static Optional<Extended> replay(
      @Nullable IdempotencyKey idempotencyKey, Optional<StoredKey> found) {
    if (idempotencyKey == null || found.isEmpty()) {
      return Optional.empty();
    }
    Optional<IdempotencyKey.Mark> earlier = found.get().extension(idempotencyKey);
    if (earlier.isPresent() && !earlier.get().equals(idempotencyKey.mark())) {
      throw RequestException.of(RequestException.Reason.IDEMPOTENCY_KEY_REUSED);
    }
    return earlier.map(same -> new Extended(found.get().key(), true));
  }

  private static RequestException tooLong(ApiKey key, int days, Instant latest) {
    return RequestException.invalid(
        FieldError.pointer(
            "/validity_days",
            "would move the expiration from %s to %s; the latest expiration allowed now is %s"
                .formatted(key.expiresAt(), key.expiresAt().plus(Duration.ofDays(days)), latest)));
  }
}
