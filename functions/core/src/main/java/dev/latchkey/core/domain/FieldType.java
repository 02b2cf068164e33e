package dev.latchkey.core.domain;

import org.jspecify.annotations.Nullable;

/**
 * What values a field may have, and how they look as plain values: the {@code String}, {@code
 * Boolean}, {@code BigDecimal}, {@code List} and {@code Map} that requests, responses and items
 * have in common.
 */
public interface FieldType<T> {

  /**
   * The value that a client sent.
   *
   * @param plain anything but {@code null}
   * @param problems is told of everything that is wrong with it
   * @return {@code null} if something is wrong
   */
  @Nullable T parse(Object plain, Problems problems);

  /**
   * The value that the table holds. Limits are not checked, since they may have been wider when it
   * was written.
   *
   * @throws IllegalStateException if it is not of this type
   */
  T stored(Object plain);

  /** The plain value. */
  Object plain(T value);

  /** The type of all plain values, one of those above. */
  Class<?> plainType();

  /** Is told what is wrong with a value. */
  @FunctionalInterface
  interface Problems {
    /**
     * Adds a problem.
     *
     * @param path a pointer (RFC 6901) from the value to the part that is wrong; empty for the
     *     value
     * @param detail what is wrong, in words that follow the field's name
     */
    void add(String path, String detail);
  }
}
