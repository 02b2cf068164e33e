package dev.latchkey.management.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The console's files, as {@code src/build/Bundle.java} writes them into the function's jar. {@code
 * index.html} refers to the others in {@code app-<version>/}, where the version is a digest of
 * their content, so browsers may cache them permanently.
 */
public final class ConsoleFiles {
  private static final String INDEX = "index.html";
  private static final Pattern PATH = Pattern.compile("(app-[0-9a-f]{16}/)(.+)");
  private static final Map<String, String> TYPES =
      Map.of(
          "main.js", "text/javascript; charset=utf-8",
          "console.css", "text/css; charset=utf-8",
          "favicon.svg", "image/svg+xml; charset=utf-8");

  private final ConsoleFile index = file("text/html; charset=utf-8", INDEX);
  private final Map<String, ConsoleFile> files = new TreeMap<>();

  private ConsoleFiles() {
    TYPES.forEach((name, type) -> files.put(name, file(type, name)));
  }

  /** Returns the files in the jar. */
  public static ConsoleFiles packed() {
    return new ConsoleFiles();
  }

  /** Returns the page itself, {@code index.html}. */
  public ConsoleFile index() {
    return index;
  }

  /**
   * Returns the file at a path below the console's URL. A path with another version gets the file
   * of this version, which must then not be cached: during a deployment browsers request both
   * versions.
   */
  public Optional<ConsoleFile> find(String path) {
    if (path.equals(INDEX)) {
      return Optional.of(index);
    }
    Matcher parts = PATH.matcher(path);
    return parts.matches()
        ? Optional.ofNullable(files.get(parts.group(2)))
            .map(file -> file.lasting(index.text().contains('"' + parts.group(1))))
        : Optional.empty();
  }

  private static ConsoleFile file(String type, String name) {
    try (InputStream file = ConsoleFiles.class.getResourceAsStream("/console/" + name)) {
      if (file == null) {
        throw new IllegalStateException("The console has no file " + name);
      }
      return new ConsoleFile(type, new String(file.readAllBytes(), StandardCharsets.UTF_8), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
