package dev.latchkey.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A function in a process of its own, pinned to the first processor: for Java, a JVM with Lambda's
 * runtime client.
 */
final class FunctionProcess implements AutoCloseable {
  private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final int TICKS_PER_SECOND = 100;

  private final Process process;
  private final Path log;

  private FunctionProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a function.
   *
   * @param runtimeClient the folder with the runtime client's jars
   * @param environment all of its environment variables
   */
  static FunctionProcess start(
      Contender contender, Path runtimeClient, Map<String, String> environment, Path log)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(contender, runtimeClient));
    builder.directory(contender.folder().toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("_HANDLER", contender.handler());
    builder.environment().put("LAMBDA_TASK_ROOT", contender.folder().toString());
    builder
        .environment()
        .put("LD_LIBRARY_PATH", contender.folder() + ":" + contender.folder().resolve("lib"));
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new FunctionProcess(builder.start(), log);
  }

  private static List<String> command(Contender contender, Path runtimeClient) throws IOException {
    List<String> command = new ArrayList<>(List.of("taskset", "-c", "0"));
    command.add(contender.command().toString());
    command.addAll(contender.flags());
    if (contender.layout() == Contender.Layout.PROGRAM) {
      return command;
    }
    String classPath = jars(runtimeClient);
    if (contender.layout() == Contender.Layout.IMAGE) {
      classPath += File.pathSeparator + jars(contender.folder().resolve("lib"));
    }
    command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
    command.addAll(List.of("-cp", classPath, MAIN, contender.handler()));
    return command;
  }

  static String jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  long pid() {
    return process.pid();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** Processor time so far, of all threads, in seconds. */
  double cpuSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid()), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Double.parseDouble(fields[11]) + Double.parseDouble(fields[12])) / TICKS_PER_SECOND;
  }

  /** The most memory so far, in megabytes. */
  double peakMegabytes() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid()), "status"))) {
      String peak = lines.filter(line -> line.startsWith("VmHWM:")).findFirst().orElseThrow();
      return Double.parseDouble(peak.replaceAll("[^0-9]", "")) / 1024;
    }
  }

  /** Ends it as Lambda does, and waits. */
  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
