package dev.latchkey.core.domain;

/**
 * The operator who made a change.
 *
 * @param subject the identity provider's stable name for this operator (OpenID Connect's {@code
 *     sub})
 * @param name the operator's display name
 */
public record Actor(String subject, String name) {}
