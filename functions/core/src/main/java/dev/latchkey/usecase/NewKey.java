package dev.latchkey.usecase;

import dev.latchkey.key.Intent;
import dev.latchkey.key.Validity;
import org.jspecify.annotations.Nullable;

/**
 * A key to be made.
 *
 * @param dataApiId the data API it is for
 * @param name its name
 * @param description more about it, if given
 * @param validity how long it shall live
 * @param intent the intent behind the request, if it carried an {@code Idempotency-Key}
 */
public record NewKey(
    String dataApiId,
    String name,
    @Nullable String description,
    Validity validity,
    @Nullable Intent intent) {}
