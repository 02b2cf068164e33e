package dev.latchkey.core.domain;

/**
 * Who made a change.
 *
 * @param subject the identity provider's stable name for this operator (OpenID Connect's {@code
 *     sub})
 * @param name the name that people know this operator by
 */
public record Actor(String subject, String name) {}
