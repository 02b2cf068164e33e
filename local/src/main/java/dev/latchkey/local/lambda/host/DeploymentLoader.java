package dev.latchkey.local.lambda.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The classes and native libraries of an unpacked deployment package. A JVM loads a native library
 * for one class loader only, so each has copies of its own, until the JVM ends.
 */
final class DeploymentLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final Path deployment;

  DeploymentLoader(Path deployment, URL[] classPath) {
    super("function", classPath, Host.class.getClassLoader());
    this.deployment = deployment;
  }

  /** The library in the package's root or {@code lib/}, as Lambda's library path has it. */
  @Override
  protected @Nullable String findLibrary(String name) {
    return Stream.of(deployment, deployment.resolve("lib"))
        .map(folder -> folder.resolve(System.mapLibraryName(name)))
        .filter(Files::isRegularFile)
        .findFirst()
        .map(DeploymentLoader::copy)
        .orElse(null);
  }

  private static String copy(Path library) {
    try {
      Path copy = Files.createTempFile("function", library.getFileName().toString());
      copy.toFile().deleteOnExit();
      return Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
