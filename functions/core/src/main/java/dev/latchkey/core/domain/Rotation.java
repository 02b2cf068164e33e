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
 */
public record Rotation(
    String prefix, SecretHash hash, @Nullable Instant graceUntil, OnPending onPending) {

  /**
   * Creates a rotation that is refused if it has a grace period and a previous secret still works.
   */
  public Rotation(String prefix, SecretHash hash, @Nullable Instant graceUntil) {
    this(prefix, hash, graceUntil, OnPending.REFUSE);
  }
}
