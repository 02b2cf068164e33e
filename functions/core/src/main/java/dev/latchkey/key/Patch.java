package dev.latchkey.key;

import org.jspecify.annotations.Nullable;

/**
 * A field's new value, or its removal, in a JSON Merge Patch (RFC 7396).
 *
 * @param value the new value; {@code null} removes the field
 */
public record Patch<T>(@Nullable T value) {}
