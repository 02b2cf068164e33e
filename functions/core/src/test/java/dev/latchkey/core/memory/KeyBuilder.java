package dev.latchkey.core.memory;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.Revocation;
import dev.latchkey.core.domain.Rotation;
import dev.latchkey.core.domain.Suspension;
import dev.latchkey.core.domain.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Builds keys that differ from a given key in some values. */
record KeyBuilder(ApiKey key) {

  static KeyBuilder of(ApiKey key) {
    return new KeyBuilder(key);
  }

  KeyBuilder expiresAt(Instant end) {
    return with(key.fields(), end, key.suspension(), key.revocation(), key.version());
  }

  KeyBuilder suspend(@Nullable Suspension suspension) {
    return with(key.fields(), key.expiresAt(), suspension, key.revocation(), key.version());
  }

  KeyBuilder revoke(Revocation revocation) {
    return with(key.fields(), key.expiresAt(), null, revocation, key.version());
  }

  KeyBuilder edit(KeyEdit edit) {
    return with(
        key.fields().with(edit.fields()),
        edit.expiresAt() == null ? key.expiresAt() : edit.expiresAt(),
        key.suspension(),
        key.revocation(),
        key.version());
  }

  KeyBuilder changed(ChangeContext change) {
    Version next = new Version(key.version().revision() + 1, change.at());
    return with(key.fields(), key.expiresAt(), key.suspension(), key.revocation(), next);
  }

  KeyBuilder rotate(Rotation rotation, Instant at, @Nullable Instant previousSecretUntil) {
    return new KeyBuilder(
        new ApiKey(
            key.keyId(),
            key.dataApi(),
            key.fields(),
            rotation.prefix(),
            key.creation(),
            key.expiresAt(),
            key.suspension(),
            key.revocation(),
            at,
            previousSecretUntil,
            rotation.deliveredTo(),
            key.version()));
  }

  private KeyBuilder with(
      FieldValues fields,
      Instant expiresAt,
      @Nullable Suspension suspension,
      @Nullable Revocation revocation,
      Version version) {
    return new KeyBuilder(
        new ApiKey(
            key.keyId(),
            key.dataApi(),
            fields,
            key.prefix(),
            key.creation(),
            expiresAt,
            suspension,
            revocation,
            key.rotatedAt(),
            key.previousSecretUntil(),
            key.deliveredTo(),
            version));
  }
}
