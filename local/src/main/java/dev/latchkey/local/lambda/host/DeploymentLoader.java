package dev.latchkey.local.lambda.host;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The classes and native libraries of an unpacked deployment package. */
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
        .map(Path::toString)
        .orElse(null);
  }
}
