package dev.latchkey.local.lambda;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a debugger may attach to the functions of a stack: {@code DEBUG_<STACK>}. */
final class DebugPort {
  private static final int HIGHEST = 65_535;

  private DebugPort() {}

  /**
   * The port that an environment names for a stack, or null if it names none.
   *
   * @throws FunctionException if it is no port
   */
  static @Nullable Integer of(String stack, Map<String, String> environment) {
    String name = "DEBUG_" + stack.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    String text = environment.getOrDefault(name, "");
    if (text.isEmpty()) {
      return null;
    }
    int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > HIGHEST) {
      throw new FunctionException(name + " has to be a port, a number from 1 to " + HIGHEST + ".");
    }
    return port;
  }

  /** What a JVM is told so that a debugger may attach, now or later. */
  static String flag(int port) {
    return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=localhost:"
        + port;
  }
}
