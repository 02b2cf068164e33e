package dev.latchkey.core.application;

import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.KeyId;
import org.jspecify.annotations.Nullable;

/**
 * Days to add to a key's expiration.
 *
 * @param days number of days of 86,400 seconds
 * @param idempotencyKey the idempotency key, if the request had the header {@code Idempotency-Key}
 */
public record ExtendCommand(KeyId keyId, int days, @Nullable IdempotencyKey idempotencyKey) {}
