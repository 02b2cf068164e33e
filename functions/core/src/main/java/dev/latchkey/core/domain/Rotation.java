package dev.latchkey.core.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rotation of a key's secret.
 *
 * @param prefix the prefix of the new key text
 * @param hash the new secret's hash
 * @param graceUntil until when the current secret keeps working; if {@code null}, every old secret
 *     stops working at once
 * @param onPending the handling of a previous secret that still works; ignored without a grace
 *     period
 * @param deliveredTo the secret of a vault that the new secret is delivered to; {@code null} for
 *     none
 */
public record Rotation(
    String prefix,
    SecretHash hash,
    @Nullable Instant graceUntil,
    OnPending onPending,
    @Nullable String deliveredTo) {

  /** Creates a rotation whose new secret is delivered to no vault. */
  public Rotation(
      String prefix, SecretHash hash, @Nullable Instant graceUntil, OnPending onPending) {
    this(prefix, hash, graceUntil, onPending, null);
  }

  /**
   * Creates a rotation that is refused if it has a grace period and a previous secret still works.
   */
  public Rotation(String prefix, SecretHash hash, @Nullable Instant graceUntil) {
    this(prefix, hash, graceUntil, OnPending.REFUSE);
  }

  /** Returns the same rotation with another handling of a previous secret that still works. */
  public Rotation with(OnPending other) {
    return new Rotation(prefix, hash, graceUntil, other, deliveredTo);
  }
}
