package dev.latchkey.core.application;

import dev.latchkey.core.application.SecretVault.Label;
import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.OnPending;
import dev.latchkey.core.domain.SecretVersion;
import dev.latchkey.core.domain.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rotates a key in a vault, in four steps. The new secret is in the vault before the key has it, so
 * it is never lost. Apps read it after the key has it, and the previous one works in between. Each
 * step can be repeated, and begins with the same checks.
 */
public final class RotateSecret {
  /** The vault's name in the audit log. */
  static final String SUBJECT = "secretsmanager.amazonaws.com";

  /** Names of operators have at most as many characters, so that a key's item has a bound. */
  private static final int MAX_NAME = 64;

  private final KeyStore keys;
  private final SecretVault vault;
  private final KeyFactory keyFactory;
  private final ProveKey proveKey;
  private final int graceHours;

  /**
   * @param graceHours how long a previous secret works, 1 to {@value RotateKey#MAX_GRACE_HOURS}; at
   *     most an hour less than the time between two rotations
   */
  public RotateSecret(KeyStore keys, SecretVault vault, KeyFactory keyFactory, int graceHours) {
    this.keys = keys;
    this.vault = vault;
    this.keyFactory = keyFactory;
    this.proveKey = new ProveKey(keys, List.of());
    this.graceHours = graceHours;
  }

  /** A step of a rotation. */
  public enum Step {
    /** Stores a new secret as the pending version. */
    CREATE,
    /** Gives the key the secret of the pending version. */
    SET,
    /** Checks that the secret of the pending version is the key's. */
    TEST,
    /** Makes the pending version the current one. */
    FINISH;

    /** Returns the step with a name, such as {@code createSecret}; empty if there is none. */
    public static Optional<Step> parse(String name) {
      return Stream.of(values())
          .filter(step -> name.equals(step.name().toLowerCase(Locale.ROOT) + "Secret"))
          .findFirst();
    }
  }

  /** What a step works on. */
  private record Work(
      VaultSecret secret, String versionId, StoredKey stored, DeliveredKey current) {}

  /**
   * Performs a step. Nothing is left to do if the version is the current one already.
   *
   * @param versionId the ID of the pending version
   * @throws IllegalStateException if the secret does not name a live key that is delivered to it,
   *     or has no such pending version
   * @throws RequestException {@code KEY_REVOKED}, {@code KEY_EXPIRED}, {@code ROTATION_PENDING} if
   *     an operator rotated the key and the previous secret still works, {@code UNAUTHORIZED} if
   *     the pending secret is not the key's, {@code UNAVAILABLE}
   */
  public void perform(Step step, String secretArn, String versionId, Instant moment) {
    VaultSecret secret =
        vault
            .find(secretArn)
            .orElseThrow(() -> refusal("does not exist or has no tag that names a data API"));
    Set<Label> labels = secret.versions().getOrDefault(versionId, Set.of());
    if (labels.contains(Label.CURRENT)) {
      return;
    }
    if (!labels.contains(Label.PENDING)) {
      throw refusal("has no such pending version");
    }
    Actor actor = new Actor(SUBJECT, shortened(secret.name()));
    ChangeContext change = ChangeContext.draw(keyFactory.random(), actor, moment);
    perform(step, work(secret, versionId, change), change);
  }

  private void perform(Step step, Work work, ChangeContext change) {
    switch (step) {
      case CREATE -> create(work);
      case SET -> set(work, change);
      case TEST -> test(work, change);
      case FINISH -> {
        test(work, change);
        vault.promote(work.secret(), work.versionId());
      }
    }
  }

  /** Returns the key that the current version names, if the secret may rotate it. */
  private Work work(VaultSecret secret, String versionId, ChangeContext change) {
    DeliveredKey current =
        secret
            .version(Label.CURRENT)
            .flatMap(version -> vault.read(secret.arn(), version))
            .orElseThrow(() -> refusal("has no key as its current version"));
    KeyId keyId = current.text().keyId();
    if (!(keys.lookup(keyId) instanceof LookupResult.Found found)) {
      throw refusal("names a key that does not exist");
    }
    ApiKey key = found.stored().key();
    if (!secret.arn().equals(key.deliveredTo())) {
      throw refusal("names a key that is not delivered to it");
    }
    if (!key.dataApiId().equals(secret.dataApiId())) {
      throw refusal("has a tag that does not name the data API of its key");
    }
    StoredKey live = KeyStateCheck.requireLive(Optional.of(found.stored()), change);
    return new Work(secret, versionId, live, current);
  }

  private void create(Work work) {
    String secretArn = work.secret().arn();
    if (vault.read(secretArn, work.versionId()).isEmpty()) {
      ApiKey key = work.stored().key();
      KeyText text = Objects.requireNonNull(keyFactory.secret(key.keyId(), null).text());
      vault.put(
          secretArn,
          work.versionId(),
          Label.PENDING,
          new DeliveredKey(text, key.dataApiId(), key.expiresAt()));
    }
  }

  private void set(Work work, ChangeContext change) {
    RotateKey.Command command =
        new RotateKey.Command(
            work.stored().key().keyId(),
            graceHours(work.secret()),
            onPending(work, change),
            pending(work).hash(),
            work.secret().arn());
    new RotateKey(keys, keyFactory, vault).rotate(command, new ValidationErrors(), change);
  }

  /**
   * If apps read the previous secret, the key's current one was never read: an earlier rotation or
   * delivery was not finished.
   */
  private static OnPending onPending(Work work, ChangeContext change) {
    return work.stored().matching(work.current().text().hash(), change.at())
            == SecretVersion.PREVIOUS
        ? OnPending.DISCARD_NEW
        : OnPending.REFUSE;
  }

  private int graceHours(VaultSecret secret) {
    Duration interval = secret.interval();
    return interval == null
        ? graceHours
        : (int) Math.max(1, Math.min(graceHours, interval.toHours() - 1));
  }

  private void test(Work work, ChangeContext change) {
    if (proveKey.prove(pending(work), change.at()).secret() != SecretVersion.CURRENT) {
      throw refusal("has a pending version whose secret is no longer the key's current one");
    }
  }

  /** Returns the key in the pending version. */
  private KeyText pending(Work work) {
    return vault
        .read(work.secret().arn(), work.versionId())
        .map(DeliveredKey::text)
        .filter(text -> text.keyId().equals(work.stored().key().keyId()))
        .orElseThrow(() -> refusal("has no secret of its key as its pending version"));
  }

  private static String shortened(String name) {
    return name.substring(0, Math.min(MAX_NAME, name.length()));
  }

  private static IllegalStateException refusal(String why) {
    return new IllegalStateException("The secret " + why + ".");
  }
}
