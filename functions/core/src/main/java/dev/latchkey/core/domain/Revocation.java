package dev.latchkey.core.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The end that an operator put to a key.
 *
 * @param at when, in whole seconds
 * @param by who
 * @param reason why, if it was said
 */
public record Revocation(Instant at, Actor by, @Nullable String reason) {}
