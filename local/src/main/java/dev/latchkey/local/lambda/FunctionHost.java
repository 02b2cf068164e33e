package dev.latchkey.local.lambda;

import dev.latchkey.local.lambda.host.FunctionSetup;
import dev.latchkey.local.lambda.host.InvokeServer;
import dev.latchkey.local.template.FunctionDefinition;
import dev.latchkey.local.template.Template;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The JVM in which the functions of one stack run, called through Lambda's Invoke API. If it ends
 * by itself, it is started again, as Lambda replaces an execution environment. One that listens to
 * a debugger gives no call up, so that a handler may stand at a breakpoint.
 */
public final class FunctionHost implements AutoCloseable {
  private final FunctionRegistry registry;
  private final String stack;
  private final Supplier<HostProcess> starter;
  private final Consumer<String> log;
  private final boolean debugged;
  private volatile CompletableFuture<HostProcess> process;
  private volatile boolean closed;

  private FunctionHost(
      FunctionRegistry registry,
      String stack,
      Supplier<HostProcess> starter,
      Consumer<String> log,
      boolean debugged) {
    this.registry = registry;
    this.stack = stack;
    this.starter = starter;
    this.log = log;
    this.debugged = debugged;
    this.process = CompletableFuture.completedFuture(starter.get());
  }

  /**
   * Starts the functions of a stack and waits until they can be called. A debugger may attach to
   * them if the variable {@code DEBUG_<STACK>} of this process names a port.
   *
   * @param environment variables on top of the template's
   * @param log takes each line that a function prints
   * @throws FunctionException if a package or a handler is not there, or functions disagree
   */
  public static FunctionHost start(
      Template template,
      FunctionRegistry registry,
      Map<String, String> environment,
      Consumer<String> log) {
    Integer debugPort = DebugPort.of(template.stack(), System.getenv());
    return start(template, registry, environment, log, debugPort);
  }

  static FunctionHost start(
      Template template,
      FunctionRegistry registry,
      Map<String, String> environment,
      Consumer<String> log,
      @Nullable Integer debugPort) {
    List<FunctionSetup> setups = new ArrayList<>();
    for (FunctionDefinition function : template.functions()) {
      setups.add(setup(function, debugPort != null));
    }
    Map<String, String> variables = LambdaEnvironment.of(template.functions(), environment);
    String stack = template.stack();
    FunctionHost host =
        new FunctionHost(
            registry,
            stack,
            () -> HostProcess.start(stack, setups, variables, log, debugPort),
            log,
            debugPort != null);
    host.watch(host.process.join());
    if (debugPort != null) {
      log.accept(
          "["
              + stack
              + "] A debugger may attach to localhost:"
              + debugPort
              + "; no call times out meanwhile.");
    }
    setups.forEach(setup -> registry.add(setup.name(), host));
    return host;
  }

  private static FunctionSetup setup(FunctionDefinition function, boolean debugged) {
    Path deployment = function.codeUri().resolve("target").resolve("function");
    if (!Files.isDirectory(deployment)) {
      throw new FunctionException(
          "The function "
              + function.logicalId()
              + " has no package in "
              + deployment
              + ": build it first.");
    }
    return new FunctionSetup(
        function.logicalId(),
        function.name(),
        function.arn(),
        function.handler(),
        deployment,
        debugged ? Integer.MAX_VALUE : (int) function.timeout().toMillis(),
        function.memory());
  }

  private void watch(HostProcess started) {
    started.onExit(
        status -> {
          if (!closed) {
            log.accept(
                "[" + stack + "] The functions' JVM ended with " + status + "; starting another.");
            process = CompletableFuture.supplyAsync(starter).whenComplete(this::restarted);
          }
        });
  }

  private void restarted(@Nullable HostProcess started, @Nullable Throwable problem) {
    if (started == null) {
      log.accept("[" + stack + "] " + (problem == null ? "" : problem.getMessage()));
    } else if (closed) {
      started.close();
    } else {
      watch(started);
    }
  }

  /** Where Lambda's Invoke API is served, to those who know the {@link #secret}. */
  URI endpoint() {
    return process.join().endpoint();
  }

  /** What a request to {@link #endpoint} needs in the header {@link InvokeServer#SECRET}. */
  String secret() {
    return process.join().secret();
  }

  /** Whether a debugger may attach, so that calls take as long as they take. */
  boolean isDebugged() {
    return debugged;
  }

  CompletableFuture<Invocation> invoke(String name, byte[] event) {
    return process.thenCompose(running -> running.client().invoke(name, event));
  }

  /** Ends the functions' JVM. */
  @Override
  public void close() {
    closed = true;
    registry.remove(this);
    process.thenAccept(HostProcess::close).exceptionally(notRunning -> null).join();
  }
}
