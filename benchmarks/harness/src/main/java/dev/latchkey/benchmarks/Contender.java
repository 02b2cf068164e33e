package dev.latchkey.benchmarks;

import java.nio.file.Path;
import java.util.List;

/**
 * One function in one layout.
 *
 * @param name what the tables call it
 * @param folder the unpacked package: jars in {@code lib/}
 * @param handler the handler's class
 * @param java the {@code java} to run it with
 * @param layout how its classes are loaded
 * @param flags flags of the JVM
 */
record Contender(
    String name, Path folder, String handler, Path java, Layout layout, List<String> flags) {

  /** The flags with which Lambda's managed Java runtimes start. */
  static final List<String> LAMBDA_FLAGS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx1500m");

  /** How classes are loaded. */
  enum Layout {
    /** By the runtime client's own class loader from the working directory, as in a zip package. */
    ZIP,
    /** From the class path, as in a container image. */
    IMAGE
  }

  Contender {
    flags = List.copyOf(flags);
  }
}
