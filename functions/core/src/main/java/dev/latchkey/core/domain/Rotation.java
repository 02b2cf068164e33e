package dev.latchkey.core.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A new secret for a key.
 *
 * @param prefix the prefix of the new key text
 * @param hash the new secret's hash
 * @param graceUntil until when the current secret keeps working; {@code null} ends every old secret
 *     at once
 * @param onPending what happens while a previous secret still works; ignored without a grace
 */
public record Rotation(
    String prefix, SecretHash hash, @Nullable Instant graceUntil, OnPending onPending) {

  /** A rotation that is refused if it has a grace and a previous secret still works. */
  public Rotation(String prefix, SecretHash hash, @Nullable Instant graceUntil) {
    this(prefix, hash, graceUntil, OnPending.REFUSE);
  }
}
