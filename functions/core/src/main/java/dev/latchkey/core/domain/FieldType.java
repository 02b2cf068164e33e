package dev.latchkey.core.domain;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type of a field's values, and their conversion to plain values: the {@code String}, {@code
 * Boolean}, {@code BigDecimal}, {@code List} and {@code Map} that requests, responses and items
 * share.
 */
public interface FieldType<T> {

  /**
   * Parses a value that a client sent.
   *
   * @param plain the plain value, never {@code null}
   * @param problems receives every error in the value
   * @return the value; {@code null} if there is an error
   */
  @Nullable T parse(Object plain, Problems problems);

  /**
   * Converts a value from the table. Limits are not checked, since they may have been wider when it
   * was written.
   *
   * @throws IllegalStateException if it is not of this type
   */
  T stored(Object plain);

  /** Returns the plain value. */
  Object plain(T value);

  /** Returns the maximum of {@link #bytes}; {@link Integer#MAX_VALUE} if there is none. */
  default int maxBytes() {
    return Integer.MAX_VALUE;
  }

  /** Returns the number of bytes of a value in UTF-8: of all strings and numbers in it. */
  default int bytes(T value) {
    return bytesOf(plain(value));
  }

  private static int bytesOf(Object plain) {
    if (plain instanceof Map<?, ?> members) {
      return bytesOf(List.copyOf(members.keySet())) + bytesOf(List.copyOf(members.values()));
    }
    return plain instanceof List<?> elements
        ? elements.stream().mapToInt(FieldType::bytesOf).sum()
        : plain.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  /** Returns the class of all plain values, one of those above. */
  Class<?> plainType();

  /** Receives the errors in a value. */
  @FunctionalInterface
  interface Problems {
    /**
     * Adds an error.
     *
     * @param path a pointer (RFC 6901) from the value to the invalid part; empty for the value
     *     itself
     * @param detail what is wrong, as a phrase that follows the field's name
     */
    void add(String path, String detail);
  }
}
