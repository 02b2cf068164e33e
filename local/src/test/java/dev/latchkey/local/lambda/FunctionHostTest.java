package dev.latchkey.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.latchkey.local.Deployment;
import dev.latchkey.local.handlers.OddHandler;
import dev.latchkey.local.http.LoopbackHost;
import dev.latchkey.local.lambda.host.InvokeServer;
import dev.latchkey.local.template.Template;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FunctionHostTest {
  private static final String TEMPLATE =
      """
      Globals:
        Function:
          CodeUri: .
          Handler: dev.latchkey.local.handlers.OddHandler
          MemorySize: 256
          Environment: {Variables: {SHARED: both}}
      Resources:
        OddFunction:
          Type: AWS::Serverless::Function
          Properties:
            Timeout: 20
            Environment: {Variables: {OWN: odd}}
        HastyFunction:
          Type: AWS::Serverless::Function
          Properties: {Timeout: 1, Handler: "dev.latchkey.local.handlers.OddHandler$Order"}
      """;
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> LOG = new CopyOnWriteArrayList<>();
  private static final FunctionRegistry FUNCTIONS = new FunctionRegistry();

  @TempDir private static Path folder;
  private static FunctionHost host;

  @BeforeAll
  static void start() throws IOException {
    host = start(folder, TEMPLATE.replace("$Order", ""));
  }

  private static FunctionHost start(Path folder, String template) throws IOException {
    Path file = Deployment.in(folder, template, OddHandler.class, OddHandler.Order.class);
    return FunctionHost.start(
        Template.load(file, "odd", Map.of()), FUNCTIONS, Map.of("LAPTOP", "yes"), LOG::add);
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  @Test
  void hasTheEnvironmentOfLambdaTheTemplateAndTheLaptopAndNothingElse() {
    JsonNode environment = tell("odd-OddFunction", "tell").path("environment");
    assertThat(environment.properties())
        .extracting(Map.Entry::getKey)
        .containsExactly(
            "AWS_ACCESS_KEY_ID",
            "AWS_DEFAULT_REGION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_REGION",
            "AWS_SECRET_ACCESS_KEY",
            "LANG",
            "LAPTOP",
            "OWN",
            "PATH",
            "SHARED",
            "TZ");
    assertThat(environment.path("SHARED").asText()).isEqualTo("both");
  }

  @Test
  void tellsTheFunctionWhoItIs() {
    JsonNode answer = tell("odd-OddFunction", "tell");
    assertThat(answer.path("function").asText()).isEqualTo("odd-OddFunction");
    assertThat(answer.path("arn").asText())
        .isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:odd-OddFunction");
    assertThat(answer.path("memory").asInt()).isEqualTo(256);
    assertThat(answer.path("remaining").asInt()).isBetween(1, 20_000);
  }

  @Test
  void findsFunctionsByNameArnAndAlias() {
    for (String name :
        List.of(
            "odd-OddFunction",
            "arn:aws:lambda:us-east-1:000000000000:function:odd-OddFunction",
            "arn:aws:lambda:us-east-1:000000000000:function:odd-OddFunction:live")) {
      assertThat(tell(name, "tell").path("function").asText()).isEqualTo("odd-OddFunction");
    }
    assertThatThrownBy(() -> FUNCTIONS.invoke("nobody", new byte[0]))
        .isInstanceOf(FunctionException.class)
        .hasMessage("There is no function nobody.");
  }

  @Test
  void answersAnExceptionAsTheRuntimeDoes() {
    Invocation invocation = invoke("odd-OddFunction", "error");
    assertThat(invocation.failed()).isTrue();
    JsonNode error = json(invocation.payload());
    assertThat(error.path("errorMessage").asText()).isEqualTo("told to");
    assertThat(error.path("errorType").asText()).isEqualTo("java.lang.IllegalArgumentException");
    assertThat(error.path("stackTrace").path(0).asText()).contains("OddHandler.act");
    assertThat(error.path("cause").path("errorMessage").asText()).isEqualTo("so");
  }

  @Test
  void letsADebuggerAttachAndGivesNoCallUpMeanwhile(@TempDir Path other) throws IOException {
    Path file =
        Deployment.in(
            other, TEMPLATE.replace("$Order", ""), OddHandler.class, OddHandler.Order.class);
    FunctionRegistry functions = new FunctionRegistry();
    int port = freePort();
    try (FunctionHost debugged =
        FunctionHost.start(
            Template.load(file, "odd", Map.of()), functions, Map.of(), LOG::add, port)) {
      assertThat(debugged.isDebugged()).isTrue();
      try (Socket debugger = new Socket("localhost", port)) {
        byte[] greeting = "JDWP-Handshake".getBytes(StandardCharsets.US_ASCII);
        debugger.setSoTimeout(10_000);
        debugger.getOutputStream().write(greeting);
        assertThat(debugger.getInputStream().readNBytes(greeting.length)).isEqualTo(greeting);
      }
      Invocation late =
          functions
              .invokeAsync("odd-HastyFunction", "{\"what\":\"oversleep\"}".getBytes(UTF_8), 1)
              .join();
      assertThat(late.failed()).isFalse();
    }
    assertThat(LOG)
        .contains(
            "[odd] A debugger may attach to localhost:" + port + "; no call times out meanwhile.");
  }

  @Test
  void givesUpACallAfterTheFunctionsTimeout() {
    long before = System.nanoTime();
    Invocation invocation = invoke("odd-HastyFunction", "sleep");
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isBetween(Duration.ofMillis(900), Duration.ofSeconds(15));
    assertThat(invocation.failed()).isTrue();
    JsonNode error = json(invocation.payload());
    assertThat(error.path("errorType").asText()).isEqualTo("Sandbox.Timedout");
    assertThat(error.path("errorMessage").asText())
        .endsWith("Error: Task timed out after 1.00 seconds");
    assertThat(invoke("odd-HastyFunction", "tell").failed()).isFalse();
  }

  @Test
  void runsOneCallAtATimeInEachEnvironment() {
    List<CompletableFuture<Invocation>> calls =
        IntStream.range(0, 40)
            .mapToObj(i -> FUNCTIONS.invokeAsync("odd-OddFunction", order("nap")))
            .toList();
    assertThat(calls).allMatch(call -> !call.join().failed());
  }

  @Test
  void startsAnotherJvmWhenOneEnds() throws Exception {
    long first = tell("odd-OddFunction", "tell").path("pid").asLong();
    assertThatThrownBy(() -> invoke("odd-OddFunction", "exit"))
        .isInstanceOf(FunctionException.class);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    long second = first;
    while (second == first && System.nanoTime() < deadline) {
      try {
        second = tell("odd-OddFunction", "tell").path("pid").asLong();
      } catch (FunctionException e) {
        Thread.onSpinWait();
      }
    }
    assertThat(second).isNotEqualTo(first);
    assertThat(LOG).anyMatch(line -> line.contains("ended with 3"));
  }

  @Test
  void passesOnWhatFunctionsPrintWithTheirName() {
    invoke("odd-OddFunction", "be heard");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!LOG.contains("[odd OddFunction] told to be heard")) {
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
  }

  @Test
  void servesLambdasInvokeApi() throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                invocation().header(InvokeServer.SECRET, host.secret()).build(),
                BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Amz-Function-Error")).hasValue("Unhandled");
    assertThat(answer.headers().firstValue("X-Amz-Executed-Version")).hasValue("$LATEST");
  }

  @Test
  void answersNobodyWithoutTheSecret() throws Exception {
    List<HttpRequest.Builder> requests =
        List.of(
            invocation(),
            invocation().header(InvokeServer.SECRET, ""),
            invocation().header(InvokeServer.SECRET, host.secret() + "0"),
            invocation().header(InvokeServer.SECRET, "0".repeat(64)));
    for (HttpRequest.Builder request : requests) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).isEqualTo("{\"Message\":\"The header X-Invoke-Secret is wrong.\"}");
    }
  }

  @Test
  void theSecretIsNotWhereOtherProcessesSeeIt() throws Exception {
    ProcessHandle jvm =
        ProcessHandle.of(tell("odd-OddFunction", "tell").path("pid").asLong()).orElseThrow();
    assertThat(host.secret()).matches("[0-9a-f]{64}");
    assertThat(jvm.info().toString()).contains("Host").doesNotContain(host.secret());
  }

  @Test
  void answersThisMachineOnly() throws Exception {
    String request =
        "POST /2015-03-31/functions/odd-OddFunction/invocations HTTP/1.1\r\nHost: evil.example\r\n"
            + "%s: %s\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
                .formatted(InvokeServer.SECRET, host.secret());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), host.endpoint().getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 403 ")
          .endsWith(LoopbackHost.PROBLEM);
    }
  }

  private static HttpRequest.Builder invocation() {
    return HttpRequest.newBuilder(
            host.endpoint().resolve("/2015-03-31/functions/odd-OddFunction/invocations"))
        .POST(BodyPublishers.ofByteArray(order("error")));
  }

  @Test
  void endsItsJvmWithItself(@TempDir Path other) throws Exception {
    Path file = Deployment.in(other, TEMPLATE.replace("$Order", ""), OddHandler.class);
    Files.copy(
        folder.resolve("target/function/dev/latchkey/local/handlers/OddHandler$Order.class"),
        other.resolve("target/function/dev/latchkey/local/handlers/OddHandler$Order.class"));
    FunctionRegistry functions = new FunctionRegistry();
    ProcessHandle jvm;
    try (FunctionHost own =
        FunctionHost.start(Template.load(file, "own", Map.of()), functions, Map.of(), LOG::add)) {
      assertThat(own.endpoint()).isNotEqualTo(host.endpoint());
      JsonNode answer = json(functions.invoke("own-OddFunction", order("tell")).payload());
      jvm = ProcessHandle.of(answer.path("pid").asLong()).orElseThrow();
      assertThat(jvm.isAlive()).isTrue();
    }
    assertThat(jvm.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
  }

  @Test
  void refusesAHandlerThatIsNotThere(@TempDir Path other) {
    assertThatThrownBy(() -> start(other, TEMPLATE.replace("OddHandler\"", "Nowhere\"")))
        .isInstanceOf(FunctionException.class)
        .hasMessageStartingWith("The function HastyFunction has the handler ");
    assertThatThrownBy(() -> start(other, TEMPLATE))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("neither a RequestHandler nor a RequestStreamHandler");
  }

  @Test
  void refusesFunctionsThatDisagreeOnAVariable(@TempDir Path other) {
    String template = TEMPLATE.replace("$Order", "").replace("OWN: odd", "SHARED: mine");
    assertThatThrownBy(() -> start(other, template))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("OddFunction and HastyFunction")
        .hasMessageContaining("SHARED");
  }

  @Test
  void refusesAPackageThatIsNotBuilt(@TempDir Path other) {
    assertThatThrownBy(() -> start(other, TEMPLATE.replace("CodeUri: .", "CodeUri: elsewhere")))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("has no package in")
        .hasMessageEndingWith("build it first.");
  }

  private static byte[] order(String what) {
    return ("{\"what\":\"" + what + "\"}").getBytes(StandardCharsets.UTF_8);
  }

  private static Invocation invoke(String name, String what) {
    return FUNCTIONS.invoke(name, order(what));
  }

  private static JsonNode tell(String name, String what) {
    Invocation invocation = invoke(name, what);
    assertThat(invocation.failed())
        .describedAs(new String(invocation.payload(), StandardCharsets.UTF_8))
        .isFalse();
    return json(invocation.payload());
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
