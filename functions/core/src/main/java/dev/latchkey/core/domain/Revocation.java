package dev.latchkey.core.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The revocation of a key.
 *
 * @param at when, in whole seconds
 * @param by the operator
 * @param reason the reason, if one was given
 */
public record Revocation(Instant at, Actor by, @Nullable String reason) {}
