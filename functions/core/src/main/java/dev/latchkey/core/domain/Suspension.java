package dev.latchkey.core.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The suspension of a key, which lasts until the key is resumed.
 *
 * @param at when, in whole seconds
 * @param by the operator
 * @param reason the reason, if one was given
 */
public record Suspension(Instant at, Actor by, @Nullable String reason) {}
