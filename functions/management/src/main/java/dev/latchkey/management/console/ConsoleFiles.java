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
 * The files of the page, as {@code src/build/Bundle.java} wrote them into the function's jar.
 * {@code index.html} names the others in {@code app-<version>/}, where the version is a digest of
 * them. So a browser keeps them for ever.
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

  /** The files in the jar. */
  public static ConsoleFiles packed() {
    return new ConsoleFiles();
  }

  /** The page itself. */
  public ConsoleFile index() {
    return index;
  }

  /**
   * What is at a path below the page's. A version that is not this one is answered with this one's
   * file, which is then not to be kept: during a deployment both are asked for.
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
