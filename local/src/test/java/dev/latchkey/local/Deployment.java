package dev.latchkey.local;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with a template and its functions' package, made of classes of the tests. */
public final class Deployment {
  private Deployment() {}

  /**
   * Writes {@code template.yaml} and {@code target/function}.
   *
   * @return the template
   */
  public static Path in(Path folder, String template, Class<?>... handlers) throws IOException {
    Path code = folder.resolve("target").resolve("function");
    for (Class<?> handler : handlers) {
      String name = handler.getName().replace('.', '/') + ".class";
      Path file = code.resolve(name);
      Files.createDirectories(requireNonNull(file.getParent()));
      try (InputStream in = handler.getResourceAsStream("/" + name)) {
        Files.write(file, requireNonNull(in).readAllBytes());
      }
    }
    return Files.writeString(folder.resolve("template.yaml"), template);
  }
}
