package dev.latchkey.local.lambda.host;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The class loaders of unpacked deployment packages, one for each: its root and the jars in its
 * {@code lib/}, in the order of their names, behind the runtime's own classes.
 */
final class Deployments {
  private final Map<Path, ClassLoader> loaders = new HashMap<>();

  ClassLoader loader(Path deployment) {
    return loaders.computeIfAbsent(
        deployment, folder -> new DeploymentLoader(folder, urls(folder)));
  }

  private static URL[] urls(Path folder) {
    List<Path> entries = new ArrayList<>(List.of(folder));
    Path lib = folder.resolve("lib");
    try (Stream<Path> jars = Files.isDirectory(lib) ? Files.list(lib) : Stream.empty()) {
      jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().forEach(entries::add);
    } catch (IOException e) {
      throw new HandlerException("The package " + folder + " cannot be read: " + e.getMessage());
    }
    return entries.stream().map(Deployments::url).toArray(URL[]::new);
  }

  private static URL url(Path entry) {
    try {
      return entry.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new HandlerException(entry + " is no place for classes: " + e.getMessage());
    }
  }
}
