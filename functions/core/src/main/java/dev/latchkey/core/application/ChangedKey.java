package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;

/**
 * A key after a change.
 *
 * @param isChanged whether the change did anything; if not, the key was already in the wanted state
 */
public record ChangedKey(ApiKey key, boolean isChanged) {}
