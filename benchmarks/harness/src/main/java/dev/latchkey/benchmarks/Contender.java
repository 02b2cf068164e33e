package dev.latchkey.benchmarks;

import java.nio.file.Path;
import java.util.List;

/**
 * One function in one layout.
 *
 * @param name what the tables call it
 * @param folder the unpacked package: jars in {@code lib/}, or a program
 * @param handler the handler's class
 * @param command the {@code java} to run it with, or the program
 * @param layout how it is run
 * @param flags flags of the JVM, or arguments of the program
 */
record Contender(
    String name, Path folder, String handler, Path command, Layout layout, List<String> flags) {

  /** The flags with which Lambda's managed Java runtimes start. */
  static final List<String> LAMBDA_FLAGS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx1500m");

  /** How it is run. */
  enum Layout {
    /** Classes are loaded by the runtime client from the working directory, as in a zip package. */
    ZIP,
    /** Classes are loaded from the class path, as in a container image. */
    IMAGE,
    /** A program that is not Java and has its own runtime client. */
    PROGRAM
  }

  Contender {
    flags = List.copyOf(flags);
  }
}
