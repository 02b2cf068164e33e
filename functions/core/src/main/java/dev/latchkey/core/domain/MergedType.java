package dev.latchkey.core.domain;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The type of a field whose members a merge patch (RFC 7396) sets and clears one by one.
 *
 * <p>A patch has a new plain value for each member to set, and an empty one for each to clear.
 */
public interface MergedType<T> extends FieldType<T> {

  /** Adds the errors in a patch that do not depend on the present value. */
  void check(Map<String, Optional<Object>> patch, Problems problems);

  /**
   * Returns a value after a patch that has no errors of its own.
   *
   * @param before the present value; {@code null} if there is none
   * @param problems receives the errors in the result
   * @return {@code null} if no member is left or there is an error
   */
  @Nullable T merge(@Nullable T before, Map<String, Optional<Object>> patch, Problems problems);
}
