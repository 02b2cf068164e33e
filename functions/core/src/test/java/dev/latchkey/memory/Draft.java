package dev.latchkey.memory;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Change;
import dev.latchkey.key.FieldValues;
import dev.latchkey.key.KeyEdit;
import dev.latchkey.key.Revocation;
import dev.latchkey.key.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key with other values in some of its parts. */
record Draft(ApiKey key) {

  static Draft of(ApiKey key) {
    return new Draft(key);
  }

  Draft expiresAt(Instant end) {
    return with(key.fields(), end, key.revocation(), key.version());
  }

  Draft revoke(Revocation revocation) {
    return with(key.fields(), key.expiresAt(), revocation, key.version());
  }

  Draft edit(KeyEdit edit) {
    return with(
        key.fields().with(edit.fields()),
        edit.expiresAt() == null ? key.expiresAt() : edit.expiresAt(),
        key.revocation(),
        key.version());
  }

  Draft changed(Change change) {
    Version next = new Version(key.version().revision() + 1, change.at());
    return with(key.fields(), key.expiresAt(), key.revocation(), next);
  }

  Draft rotate(String prefix, Instant at, @Nullable Instant previousSecretUntil) {
    return new Draft(
        new ApiKey(
            key.keyId(),
            key.dataApi(),
            key.fields(),
            prefix,
            key.creation(),
            key.expiresAt(),
            key.revocation(),
            at,
            previousSecretUntil,
            key.version()));
  }

  private Draft with(
      FieldValues fields, Instant expiresAt, @Nullable Revocation revocation, Version version) {
    return new Draft(
        new ApiKey(
            key.keyId(),
            key.dataApi(),
            fields,
            key.prefix(),
            key.creation(),
            expiresAt,
            revocation,
            key.rotatedAt(),
            key.previousSecretUntil(),
            version));
  }
}
