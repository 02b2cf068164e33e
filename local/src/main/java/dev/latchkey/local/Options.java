package dev.latchkey.local;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands on the command line of {@code ./run}.
 *
 * @param port the first of five
 * @param data the folder that keeps the tables, null to keep nothing
 * @param reset whether to forget what the folder holds
 * @param demo whether to play README's commands, in memory and on free ports, and end
 * @param parameters values of the template's parameters, by name
 */
record Options(
    int port, @Nullable Path data, boolean reset, boolean demo, Map<String, String> parameters) {
  private static final int HIGHEST = 65_531;

  /**
   * Reads the command line.
   *
   * @param project the folder in which the default for {@code --data} lies
   * @throws StartException if it makes no sense
   */
  static Options parse(Path project, List<String> arguments) {
    int port = 3000;
    Path data = null;
    boolean inMemory = false;
    boolean reset = false;
    boolean demo = false;
    Map<String, String> parameters = new LinkedHashMap<>();
    Deque<String> left = new ArrayDeque<>(arguments);
    while (!left.isEmpty()) {
      String argument = left.pop();
      String value = null;
      if (argument.startsWith("--") && argument.contains("=")) {
        value = argument.substring(argument.indexOf('=') + 1);
        argument = argument.substring(0, argument.indexOf('='));
      }
      switch (argument) {
        case "--port" -> port = port(value(argument, value, left));
        case "--data" -> data = folder(value(argument, value, left));
        case "--parameter" -> put(parameters, value(argument, value, left));
        case "--in-memory" -> inMemory = true;
        case "--reset" -> reset = true;
        case "demo" -> demo = true;
        default ->
            throw new StartException("Unknown argument: " + argument + ". See ./run --help.");
      }
    }
    if ((inMemory || demo) && (data != null || reset)) {
      throw new StartException(
          (demo ? "demo" : "--in-memory")
              + " keeps nothing on disk, so --data and --reset have no effect.");
    }
    if (demo && !parameters.isEmpty()) {
      throw new StartException("demo runs with the default parameters, without --parameter.");
    }
    boolean keeps = !inMemory && !demo;
    return new Options(
        port,
        keeps ? (data == null ? project.resolve(".latchkey") : data).toAbsolutePath() : null,
        reset,
        demo,
        Map.copyOf(parameters));
  }

  private static String value(String option, @Nullable String given, Deque<String> left) {
    if (given != null) {
      return given;
    }
    if (left.isEmpty()) {
      throw new StartException(option + " needs a value. See ./run --help.");
    }
    return left.pop();
  }

  private static int port(String text) {
    int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > HIGHEST) {
      throw new StartException("--port must be a number from 1 to " + HIGHEST + ".");
    }
    return port;
  }

  private static void put(Map<String, String> parameters, String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      throw new StartException(
          "--parameter must be NAME=VALUE, such as --parameter RetentionDays=7.");
    }
    parameters.put(assignment.substring(0, equals), assignment.substring(equals + 1));
  }

  private static Path folder(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new StartException("--data must be a folder: " + e.getMessage() + ".", e);
    }
  }
}
