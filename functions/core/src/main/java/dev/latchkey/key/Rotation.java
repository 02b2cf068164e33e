package dev.latchkey.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A new secret for a key.
 *
 * @param prefix the prefix of the new key text
 * @param hash the new secret's hash
 * @param graceUntil until when the old secret works on; {@code null} ends it at once
 */
public record Rotation(String prefix, SecretHash hash, @Nullable Instant graceUntil) {}
