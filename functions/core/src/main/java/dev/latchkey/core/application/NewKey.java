package dev.latchkey.core.application;

import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.Validity;
import org.jspecify.annotations.Nullable;

/**
 * A key to be created.
 *
 * @param dataApiId the ID of its data API
 * @param fields the fields that the operator set
 * @param validity how long it is valid
 * @param idempotencyKey the idempotency key, if the request had the header {@code Idempotency-Key}
 */
public record NewKey(
    String dataApiId,
    FieldValues fields,
    Validity validity,
    @Nullable IdempotencyKey idempotencyKey) {}
