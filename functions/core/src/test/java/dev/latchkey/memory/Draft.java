package dev.latchkey.memory;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.KeyEdit;
import dev.latchkey.key.Revocation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key with other values in some of its fields. */
record Draft(ApiKey key) {

  static Draft of(ApiKey key) {
    return new Draft(key);
  }

  Draft expiresAt(Instant end) {
    return with(key.name(), key.description(), key.prefix(), end, key.revocation());
  }

  Draft revoke(Revocation revocation) {
    return with(key.name(), key.description(), key.prefix(), key.expiresAt(), revocation);
  }

  Draft edit(KeyEdit edit) {
    return with(
        edit.name() == null ? key.name() : edit.name(),
        edit.description() == null ? key.description() : edit.description().value(),
        key.prefix(),
        edit.expiresAt() == null ? key.expiresAt() : edit.expiresAt(),
        key.revocation());
  }

  Draft rotate(String prefix, Instant at, @Nullable Instant previousSecretUntil) {
    return new Draft(
        new ApiKey(
            key.keyId(),
            key.dataApiId(),
            key.name(),
            key.description(),
            prefix,
            key.createdAt(),
            key.createdBy(),
            key.expiresAt(),
            key.revocation(),
            at,
            previousSecretUntil));
  }

  private Draft with(
      String name,
      @Nullable String description,
      String prefix,
      Instant expiresAt,
      @Nullable Revocation revocation) {
    return new Draft(
        new ApiKey(
            key.keyId(),
            key.dataApiId(),
            name,
            description,
            prefix,
            key.createdAt(),
            key.createdBy(),
            expiresAt,
            revocation,
            key.rotatedAt(),
            key.previousSecretUntil()));
  }
}
