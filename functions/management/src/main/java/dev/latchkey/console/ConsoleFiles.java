package dev.latchkey.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files of the page, packed in the function's jar: {@code index.html}, and what it names in the
 * folder {@code app/}. It is served with one style sheet and one script, in {@code app-<version>/},
 * where the version is a digest of them. So a browser keeps them for ever.
 */
public final class ConsoleFiles {
  private static final String INDEX = "index.html";
  private static final Pattern STYLE_SHEETS =
      Pattern.compile("( *<link rel=\"stylesheet\" href=\"app/[a-z-]+\\.css\">\n)+");
  private static final Pattern REFERENCE = Pattern.compile("\"app/([a-z-]+\\.[a-z]+)\"");
  private static final Pattern PATH = Pattern.compile("app-([0-9a-f]{16})/([a-z-]+\\.[a-z]+)");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml; charset=utf-8");

  private final Map<String, ConsoleFile> files;
  private final String version;
  private final ConsoleFile index;

  private ConsoleFiles(String page, Map<String, ConsoleFile> files) {
    this.files = files;
    this.version = digest(files);
    this.index = file(INDEX, REFERENCE.matcher(page).replaceAll("\"app-" + version + "/$1\""));
  }

  /** The files in the jar. */
  public static ConsoleFiles packed() {
    String page = read(INDEX);
    String styles =
        REFERENCE
            .matcher(page)
            .results()
            .map(reference -> reference.group(1))
            .filter(name -> name.endsWith(".css"))
            .map(name -> read("app/" + name))
            .collect(Collectors.joining("\n"));
    Map<String, ConsoleFile> files = new TreeMap<>();
    files.put("console.css", file("console.css", styles));
    files.put("main.js", file("main.js", Bundle.of("main.js", name -> read("app/" + name))));
    files.put("favicon.svg", file("favicon.svg", read("app/favicon.svg")));
    return new ConsoleFiles(
        STYLE_SHEETS
            .matcher(page)
            .replaceFirst("    <link rel=\"stylesheet\" href=\"app/console.css\">\n"),
        files);
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
            .map(file -> file.lasting(parts.group(1).equals(version)))
        : Optional.empty();
  }

  private static ConsoleFile file(String name, String text) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalStateException("The console has a file of no known type: " + name);
    }
    return new ConsoleFile(type, text, false);
  }

  private static String read(String name) {
    try (InputStream file = ConsoleFiles.class.getResourceAsStream("/console/" + name)) {
      if (file == null) {
        throw new IllegalStateException("The console has no file " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(Map<String, ConsoleFile> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (name, file) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(file.text().getBytes(StandardCharsets.UTF_8));
          });
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
