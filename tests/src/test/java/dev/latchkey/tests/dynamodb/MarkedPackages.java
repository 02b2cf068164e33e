package dev.latchkey.tests.dynamodb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.Headers;
import dev.latchkey.tests.Project;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A copy of the template whose packages hold one class more: {@link CallerHeader}. */
public final class MarkedPackages {
  private static final List<String> MODULES =
      List.of("functions/management", "functions/authorizer");
  private static final String INTERCEPTORS =
      "software/amazon/awssdk/global/handlers/execution.interceptors";
  private static final String CLASS = CallerHeader.class.getName().replace('.', '/') + ".class";

  private static final class Copied {
    private static final Path TEMPLATE = copy(Project.ownFolder("marked"));
  }

  private MarkedPackages() {}

  /** The copy of {@code template.yaml}, made once in a JVM. */
  public static Path template() {
    return Copied.TEMPLATE;
  }

  /**
   * The function that sends a request. The authorizer's own client has no interceptors, and is the
   * only one that is not the SDK's.
   */
  public static @Nullable String caller(Headers headers) {
    return "latchkey".equals(headers.getFirst("User-Agent"))
        ? "AuthorizeKeyFunction"
        : headers.getFirst(CallerHeader.NAME);
  }

  private static Path copy(Path folder) {
    try {
      for (String module : MODULES) {
        Path original = Project.path(module).resolve("target/function");
        Path marked = folder.resolve(module).resolve("target/function");
        copy(original.resolve("lib"), marked.resolve("lib"));
        try (InputStream bytes = CallerHeader.class.getResourceAsStream("/" + CLASS)) {
          write(marked.resolve(CLASS), Objects.requireNonNull(bytes).readAllBytes());
        }
        write(marked.resolve(INTERCEPTORS), CallerHeader.class.getName().getBytes(US_ASCII));
      }
      Path template = folder.resolve("template.yaml");
      Files.copy(Project.path("template.yaml"), template, StandardCopyOption.REPLACE_EXISTING);
      return template;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.isDirectory(to)) {
      try (Stream<Path> old = Files.list(to)) {
        for (Path file : old.toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.createSymbolicLink(to.resolve(file.getFileName().toString()), file);
      }
    }
  }
}
