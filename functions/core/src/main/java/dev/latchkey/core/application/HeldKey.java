package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.Quota;
import dev.latchkey.core.domain.SecretVersion;
import org.jspecify.annotations.Nullable;

/**
 * A key as the holder of its secret sees it.
 *
 * @param secret which of its secrets they hold
 * @param deniedBecause why the key allows them no request, as a word of the authorizer's log;
 *     {@code null} if it allows some
 * @param isElsewhere whether the key allows no requests from their address, so that they may not
 *     know its restrictions
 * @param quota the key's quota, or the default of its data API
 * @param remaining how many requests of the quota are not taken in this period; {@code null}
 *     without a quota
 */
public record HeldKey(
    ApiKey key,
    SecretVersion secret,
    @Nullable String deniedBecause,
    boolean isElsewhere,
    @Nullable Quota quota,
    @Nullable Long remaining) {}
