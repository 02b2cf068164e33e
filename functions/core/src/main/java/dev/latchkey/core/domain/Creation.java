package dev.latchkey.core.domain;

import java.time.Instant;

/**
 * The creation of a key or the registration of a data API.
 *
 * @param at when, in whole seconds
 * @param by who created it
 */
public record Creation(Instant at, Actor by) {}
