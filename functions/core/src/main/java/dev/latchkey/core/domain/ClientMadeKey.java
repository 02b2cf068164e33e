package dev.latchkey.core.domain;

/**
 * What a client sends of a key that it made itself. The secret stays with the client.
 *
 * @param keyId the key's ID
 * @param hash the hash of its secret
 */
public record ClientMadeKey(KeyId keyId, SecretHash hash) {}
