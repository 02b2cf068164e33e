package dev.latchkey.usecase;

import dev.latchkey.key.FieldValues;
import dev.latchkey.key.Intent;
import dev.latchkey.key.Validity;
import org.jspecify.annotations.Nullable;

/**
 * A key to be created.
 *
 * @param dataApiId the data API that it is for
 * @param fields what the operator set
 * @param validity how long it is to live
 * @param intent the intent behind the request, if it carried an {@code Idempotency-Key}
 */
public record NewKey(
    String dataApiId, FieldValues fields, Validity validity, @Nullable Intent intent) {}
