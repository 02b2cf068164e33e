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
  private final KeyDelivery delivery;

  /** Rotates keys to secrets that are delivered to no vault. */
  public RotateKey(KeyStore keys, KeyFactory keyFactory) {
    this(keys, keyFactory, new NoVault());
  }

  public RotateKey(KeyStore keys, KeyFactory keyFactory, SecretVault vault) {
    this.keys = keys;
    this.keyFactory = keyFactory;
    this.delivery = new KeyDelivery(vault);
  }

  /**
   * A rotation.
   *
   * @param graceHours how long the current secret keeps working, 0 to {@value #MAX_GRACE_HOURS};
   *     with 0 every old secret stops working at once, which a delivery does not allow: apps read
   *     the new secret after that
   * @param onPending which secret to discard if a previous one still works; ignored if none does or
   *     without a grace period
   * @param clientMade the hash of the new secret, if the client made it
   * @param deliverTo the ARN of the secret of a vault that receives the new secret; {@code null} to
   *     show it
   */
  public record Command(
      KeyId keyId,
      int graceHours,
      OnPending onPending,
      @Nullable SecretHash clientMade,
      @Nullable String deliverTo) {
    private @Nullable String problem() {
      int least = deliverTo == null ? 0 : 1;
      return graceHours < least || graceHours > MAX_GRACE_HOURS
          ? "must be a whole number from %d to %d".formatted(least, MAX_GRACE_HOURS)
              + (deliverTo == null ? "" : " together with deliver_to")
          : null;
    }
  }

  /** Rotates a key to a secret that this service makes, and returns it with its new text. */
  public IssuedKey rotate(
      KeyId keyId,
      int graceHours,
      OnPending onPending,
      ValidationErrors errors,
      ChangeContext change) {
    return rotate(new Command(keyId, graceHours, onPending, null, null), errors, change);
  }

  /**
   * Rotates a key and returns it with its new text, or without if the client made the new secret or
   * a vault received it. Nothing changes if that is already the current one.
   *
   * @param errors form errors found so far
   * @throws RequestException {@code INVALID_REQUEST} for these errors, a grace period out of range,
   *     a secret of the vault that does not take the key, or fields that are too long together with
   *     it, {@code NOT_FOUND}, {@code KEY_REVOKED}, {@code KEY_EXPIRED}, {@code ROTATION_PENDING},
   *     {@code NOT_DELIVERED} if the vault may not have the new secret
   */
  public IssuedKey rotate(Command command, ValidationErrors errors, ChangeContext change) {
    errors.add("/grace_hours", command.problem());
    errors.check();
    String deliverTo = command.deliverTo();
    if (deliverTo != null) {
      ApiKey key =
          keys.find(command.keyId())
              .orElseThrow(() -> RequestException.of(RequestException.Reason.NOT_FOUND));
      delivery.check(deliverTo, key.dataApiId(), "", errors);
      errors.add(
          "/deliver_to/secret_arn", keyFactory.budget().with(deliverTo).problem(key.fields()));
      errors.check();
    }
    return delivery.deliver(
        rotate(command, keyFactory.secret(command.keyId(), command.clientMade()), change));
  }

  private IssuedKey rotate(Command command, KeyFactory.MadeSecret secret, ChangeContext change) {
    KeyId keyId = command.keyId();
    int hours = command.graceHours();
    SecretHash hash = secret.hash();
    Rotation rotation =
        new Rotation(
            keyFactory.prefix(),
            hash,
            hours == 0 ? null : change.at().plus(Duration.ofHours(hours)),
            command.onPending(),
            command.deliverTo());
    WriteResult<ApiKey, StoredKey> result = keys.rotate(keyId, rotation, change);
    if (rotation.onPending() == OnPending.DISCARD_NEW && isLiveWithoutPending(result, change)) {
      result = keys.rotate(keyId, rotation.with(OnPending.REFUSE), change);
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
