package dev.latchkey.core.application;

import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.Validity;
import org.jspecify.annotations.Nullable;

/**
 * A key to be created.
 *
 * @param dataApiId the data API that it is for
 * @param fields what the operator set
 * @param validity how long it is to live
 * @param idempotencyKey the intent behind the request, if it carried an {@code Idempotency-Key}
 */
public record NewKey(
    String dataApiId,
    FieldValues fields,
    Validity validity,
    @Nullable IdempotencyKey idempotencyKey) {}
