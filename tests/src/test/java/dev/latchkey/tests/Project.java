package dev.latchkey.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that is tested. */
public final class Project {
  private static final Path ROOT = root();
  private static final String JVM = System.getProperty("latchkey.jvm", "jvm-1");

  private Project() {}

  /** A file or folder by its path from the root. */
  public static Path path(String path) {
    return ROOT.resolve(path);
  }

  /** A folder of this JVM alone, since tests run in several at once. */
  public static Path ownFolder(String name) {
    return folders(name).resolve(JVM);
  }

  /** The parent of a folder that each JVM has for itself. */
  public static Path folders(String name) {
    return path("tests/target").resolve(name);
  }

  /** A text file's content. */
  public static String read(String path) {
    try {
      return Files.readString(path(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("template.yaml"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("No folder above this one holds template.yaml");
      }
    }
    return folder;
  }
}
