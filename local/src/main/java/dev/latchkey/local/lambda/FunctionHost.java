package dev.latchkey.local.lambda;

import dev.latchkey.local.lambda.host.FunctionSetup;
import dev.latchkey.local.template.Function;
import dev.latchkey.local.template.Template;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** The JVM in which the functions of one stack run, called through Lambda's Invoke API. */
public final class FunctionHost implements AutoCloseable {
  private final Functions registry;
  private final HostProcess process;
  private final HttpClient client;

  private FunctionHost(Functions registry, HostProcess process) {
    this.registry = registry;
    this.process = process;
    this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  /**
   * Starts the functions of a stack and waits until they can be called.
   *
   * @param environment variables on top of the template's
   * @param log takes each line that a function prints
   * @throws FunctionException if a package or a handler is not there, or functions disagree
   */
  public static FunctionHost start(
      Template template,
      Functions registry,
      Map<String, String> environment,
      Consumer<String> log) {
    List<FunctionSetup> setups = new ArrayList<>();
    for (Function function : template.functions()) {
      setups.add(setup(function));
    }
    HostProcess process =
        HostProcess.start(
            template.stack(), setups, LambdaEnvironment.of(template.functions(), environment), log);
    FunctionHost host = new FunctionHost(registry, process);
    setups.forEach(setup -> registry.add(setup.name(), host));
    return host;
  }

  private static FunctionSetup setup(Function function) {
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
        (int) function.timeout().toMillis(),
        function.memory());
  }

  /** Where Lambda's Invoke API is served, for {@code aws lambda invoke --endpoint-url}. */
  public URI endpoint() {
    return process.endpoint();
  }

  CompletableFuture<Invocation> invoke(String name, byte[] event) {
    URI uri =
        process
            .endpoint()
            .resolve(
                "/2015-03-31/functions/"
                    + URLEncoder.encode(name, StandardCharsets.UTF_8)
                    + "/invocations");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofMinutes(16))
            .POST(BodyPublishers.ofByteArray(event))
            .build();
    return client
        .sendAsync(request, BodyHandlers.ofByteArray())
        .handle((response, problem) -> invocation(name, response, problem));
  }

  @SuppressWarnings("NullAway") // One of the two is null.
  private Invocation invocation(String name, HttpResponse<byte[]> response, Throwable problem) {
    if (problem != null || response.statusCode() != 200) {
      throw new CompletionException(
          new FunctionException(
              "The function "
                  + name
                  + " cannot be called: "
                  + (problem == null ? "status " + response.statusCode() : problem.getMessage())));
    }
    boolean failed = response.headers().firstValue("X-Amz-Function-Error").isPresent();
    return new Invocation(failed, response.body());
  }

  /** Ends the functions' JVM. */
  @Override
  public void close() {
    registry.remove(this);
    process.close();
  }
}
