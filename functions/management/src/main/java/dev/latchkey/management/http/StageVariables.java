package dev.latchkey.management.http;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads API Gateway's stage variables. */
public final class StageVariables {
  /**
   * The template's value for a variable without a value, since API Gateway accepts no empty one.
   */
  private static final String NONE = "none";

  private StageVariables() {}

  /**
   * Returns a variable if it has a value.
   *
   * @param variables of an event; {@code null} if the stage has none
   */
  public static Optional<String> find(@Nullable Map<String, String> variables, String name) {
    return Optional.ofNullable(variables == null ? null : variables.get(name))
        .filter(value -> !value.isBlank() && !value.equals(NONE));
  }
}
