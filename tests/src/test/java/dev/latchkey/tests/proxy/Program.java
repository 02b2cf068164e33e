package dev.latchkey.tests.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A proxy that runs until it is closed. */
final class Program implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final int port;

  private Program(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The program that a variable names, if it is there. */
  static Optional<Path> named(String variable) {
    return Optional.ofNullable(System.getenv(variable))
        .filter(path -> !path.isEmpty())
        .map(Path::of)
        .filter(Files::isExecutable);
  }

  /** A port that is free now. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts a program and waits until it listens on a port.
   *
   * @param folder takes its output, in the file {@code output}
   */
  static Program start(List<String> command, Path folder, int port) {
    Path output = folder.resolve("output");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().putAll(Map.of("HOME", folder.toString()));
      builder.environment().keySet().removeIf(name -> name.startsWith("XDG_"));
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      Program program = new Program(builder.start(), port);
      program.awaitPort(output);
      return program;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  private void awaitPort(Path output) throws IOException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!listens()) {
      assertThat(process.isAlive()).as(() -> read(output)).isTrue();
      assertThat(Instant.now()).as(() -> read(output)).isBefore(deadline);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
