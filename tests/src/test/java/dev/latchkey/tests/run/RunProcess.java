package dev.latchkey.tests.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.Main;
import dev.latchkey.tests.Project;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** What {@code ./run} executes once all is built, with its output in a file. */
public final class RunProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final Path output;

  private RunProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts it with arguments. */
  public static RunProcess start(Path folder, String... arguments) throws IOException {
    return start(folder, Map.of(), arguments);
  }

  static RunProcess start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Project.path("local/target/classes")
                    + File.pathSeparator
                    + Project.read("local/target/classpath"),
                Main.class.getName(),
                Project.path("").toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, "run", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    return new RunProcess(builder.start(), output);
  }

  /** The first of six ports that are free now. */
  public static int sixFreePorts() {
    return ThreadLocalRandom.current()
        .ints(20_000, 60_000)
        .filter(first -> IntStream.range(first, first + 6).allMatch(RunProcess::isFree))
        .findFirst()
        .orElseThrow();
  }

  static boolean isFree(int port) {
    try {
      new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits for a line of the output that begins so. */
  public RunProcess until(String line) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (output().lines().noneMatch(each -> each.startsWith(line))) {
      assertThat(process.isAlive()).as("runs: %s", output()).isTrue();
      assertThat(System.nanoTime()).as("in time: %s", output()).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    return this;
  }

  /** Waits for its end and returns the exit status. */
  int exit() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("ends: %s", output())
        .isTrue();
    return process.exitValue();
  }

  /** Sends it what Ctrl-C and a service manager send, SIGTERM. */
  RunProcess terminate() {
    process.destroy();
    return this;
  }

  List<ProcessHandle> children() {
    return process.children().toList();
  }

  /** {@code kill -9}. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  String output() {
    try {
      return Files.readString(output, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
