package dev.latchkey.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import dev.latchkey.local.lambda.host.FunctionSetup;
import dev.latchkey.local.lambda.host.Host;
import dev.latchkey.local.lambda.host.InvokeServer;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operating system's process of a {@link FunctionHost}: its command, its pipes, its end. */
final class HostProcess implements AutoCloseable {
  private static final long EXIT_SECONDS = 3;
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+DisplayVMOutputToStderr",
          "-Xshare:auto",
          "--enable-native-access=ALL-UNNAMED",
          "-Dsun.net.httpserver.nodelay=true",
          "-Dsun.net.httpserver.idleInterval=86400",
          "-Dsun.net.httpserver.maxIdleConnections=1024");

  private final Process process;
  private final URI endpoint;
  private final String secret;
  private final InvokeClient client;

  private HostProcess(Process process, int port, String secret) {
    this.process = process;
    this.endpoint = URI.create("http://127.0.0.1:" + port);
    this.secret = secret;
    this.client = new InvokeClient(endpoint, secret);
    var unused = process.onExit().thenRun(client::close);
  }

  static HostProcess start(
      String stack,
      List<FunctionSetup> setups,
      Map<String, String> environment,
      Consumer<String> log,
      @Nullable Integer debugPort) {
    ProcessBuilder builder = new ProcessBuilder(command(debugPort));
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      daemon("log of " + stack, () -> passOn(process.getErrorStream(), stack, log));
      try {
        String secret = newSecret();
        DataOutputStream in = new DataOutputStream(process.getOutputStream());
        in.writeUTF(secret);
        FunctionSetup.writeAll(setups, in);
        return new HostProcess(process, port(process, stack), secret);
      } catch (IOException | RuntimeException e) {
        process.destroyForcibly();
        throw e;
      }
    } catch (IOException e) {
      throw new FunctionException(
          "The functions of " + stack + " cannot be started: " + e.getMessage());
    }
  }

  URI endpoint() {
    return endpoint;
  }

  /** What a request needs in the header {@link InvokeServer#SECRET}. */
  String secret() {
    return secret;
  }

  InvokeClient client() {
    return client;
  }

  private static String newSecret() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Says the exit status once the process has ended. */
  void onExit(IntConsumer action) {
    var unused = process.onExit().thenAccept(ended -> action.accept(ended.exitValue()));
  }

  private static List<String> command(@Nullable Integer debugPort) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    if (debugPort != null) {
      command.add(DebugPort.flag(debugPort));
    }
    command.add("-cp");
    command.add(
        Stream.of(Host.class, RequestHandler.class, PojoSerializer.class)
            .map(HostProcess::codeSource)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(Host.class.getName());
    return command;
  }

  private static String codeSource(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  private static int port(Process process, String stack) throws IOException {
    BufferedReader answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = answers.readLine();
    if (line != null && line.startsWith("listening ")) {
      return Integer.parseInt(line.substring("listening ".length()));
    }
    throw new FunctionException(
        line != null && line.startsWith("failed ")
            ? line.substring("failed ".length())
            : "The JVM for the functions of " + stack + " ended at once; its output says why.");
  }

  /** Passes lines on as {@code [stack label] line}. */
  private static void passOn(InputStream stream, String stack, Consumer<String> log) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.indexOf('\t');
        String label = tab <= 0 ? stack : stack + " " + line.substring(0, tab);
        log.accept("[" + label + "] " + (tab < 0 ? line : line.substring(tab + 1)));
      }
    } catch (IOException e) {
      // The process has ended.
    }
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
