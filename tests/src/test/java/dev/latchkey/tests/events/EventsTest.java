package dev.latchkey.tests.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.latchkey.local.dynamodb.TestTable;
import dev.latchkey.local.eventbus.LocalEventBus;
import dev.latchkey.local.lambda.FunctionHost;
import dev.latchkey.local.lambda.FunctionRegistry;
import dev.latchkey.local.secretsmanager.LocalSecretsManager;
import dev.latchkey.local.template.FunctionDefinition;
import dev.latchkey.local.template.Template;
import dev.latchkey.tests.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {
  private static final Template TEMPLATE =
      Template.load(
          Project.path("template.yaml"),
          "latchkey",
          Map.of(
              "OidcIssuer", "http://localhost:9/nobody",
              "OidcAudiences", "latchkey",
              "FrontDoor", "true",
              "ProvisionDomains", "sales"));

  /** A proxy that does not exist, for URLs of S3. */
  private static final String WITHOUT_INTERNET = "-Dhttps.proxyHost=localhost -Dhttps.proxyPort=1";

  @TempDir private static Path unpacked;

  private static LocalEventBus bus;
  private static LocalSecretsManager secrets;

  @BeforeAll
  static void start() throws IOException {
    bus = LocalEventBus.start(event -> {});
    secrets = SeededSecrets.start(unpacked);
  }

  @AfterAll
  static void stop() {
    bus.close();
    secrets.close();
  }

  @Test
  void everyFunctionHasEventsAndEveryFileIsUsed() {
    assertThat(EventFile.all().stream().map(EventFile::function).distinct().sorted())
        .isEqualTo(
            TEMPLATE.functions().stream().map(FunctionDefinition::logicalId).sorted().toList());
    assertThat(EventFile.all()).allSatisfy(file -> assertThat(file.response()).exists());
    assertThat(EventFile.unpaired()).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> throughTheRealSerializer() {
    FunctionRegistry functions = new FunctionRegistry();
    FunctionHost host =
        FunctionHost.start(TEMPLATE, functions, environment(SeededTable.create()), line -> {});
    return EventFile.all().stream()
        .map(
            file ->
                dynamicTest(
                    file.title(),
                    () ->
                        assertAnswer(
                            file,
                            new String(
                                functions
                                    .invoke("latchkey-" + file.function(), file.bytes())
                                    .payload(),
                                StandardCharsets.UTF_8))))
        .onClose(host::close);
  }

  @TestFactory
  Stream<DynamicTest> throughTheRealRuntimeClient() {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "the runtime client is for Linux");
    TestTable table = SeededTable.create();
    Map<String, List<EventFile>> byFunction =
        EventFile.all().stream().collect(Collectors.groupingBy(EventFile::function));
    return TEMPLATE.functions().stream()
        .map(
            function ->
                dynamicTest(
                    function.logicalId(),
                    () ->
                        assertAnswers(
                            function,
                            byFunction.getOrDefault(function.logicalId(), List.of()),
                            table)));
  }

  /**
   * What Lambda's runtime client writes of a denial comes after its response, so the next event's
   * response tells that it is written.
   */
  @ParameterizedTest
  @ValueSource(strings = {"rest-mistyped", "rest-revoked"})
  void aDeniedRequestLogsWhatTheCostsSay(String denied) throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "the runtime client is for Linux");
    FunctionDefinition authorizer = authorizer();
    Map<String, String> environment = new HashMap<>(authorizer.environment());
    environment.putAll(environment(SeededTable.create()));
    environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    environment.put("AWS_LAMBDA_LOG_LEVEL", "INFO");
    byte[] ping = Files.readAllBytes(Project.path("events/authorize-key/ping.json"));
    byte[] event = Files.readAllBytes(Project.path("events/authorize-key/" + denied + ".json"));
    try (RuntimeClient client =
        RuntimeClient.start(authorizer, unpack(authorizer.codeUri()), environment)) {
      client.invoke(ping);
      int begin = client.log().length();
      client.invoke(ping);
      int afterPing = client.log().length();
      client.invoke(event);
      client.invoke(ping);
      int written = client.log().length() - afterPing - (afterPing - begin);
      int said = bytes("refused") + bytes("runtime exception");
      assertThat(written)
          .as("%d bytes: %s", written, client.log())
          .isBetween(said * 4 / 5, said * 5 / 4);
    }
  }

  /**
   * Half of a cold start is loading classes. Those of the JDK and of the runtime client are not
   * counted, since they depend on their versions.
   */
  @Test
  void aColdStartOfTheAuthorizerLoadsFewClasses() throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "the runtime client is for Linux");
    FunctionDefinition authorizer = authorizer();
    Path loaded = unpacked.resolve("classes.log");
    Map<String, String> environment = new HashMap<>(authorizer.environment());
    environment.putAll(environment(SeededTable.create()));
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    environment.put("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + loaded);
    byte[] ping = Files.readAllBytes(Project.path("events/authorize-key/ping.json"));
    try (RuntimeClient client =
        RuntimeClient.start(authorizer, unpack(authorizer.codeUri()), environment)) {
      client.invoke(ping);
      try (Stream<String> lines = Files.lines(loaded)) {
        long own = lines.filter(line -> line.contains("/lib/authorizer.jar")).count();
        System.out.printf("A cold start loads %d classes of the package.%n", own);
        assertThat(own).isBetween(400L, 440L);
      }
    }
  }

  /** The bytes of a line from which the costs are computed, with its line break. */
  private static int bytes(String name) {
    return Project.read("benchmarks/log-lines.txt")
            .lines()
            .filter(line -> line.startsWith(name + "\t"))
            .findFirst()
            .orElseThrow()
            .length()
        - name.length();
  }

  private static FunctionDefinition authorizer() {
    return TEMPLATE.functions().stream()
        .filter(function -> function.logicalId().equals("AuthorizeKeyFunction"))
        .findFirst()
        .orElseThrow();
  }

  private static void assertAnswers(
      FunctionDefinition function, List<EventFile> files, TestTable table)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(function.environment());
    environment.putAll(environment(table));
    environment.put("JAVA_TOOL_OPTIONS", WITHOUT_INTERNET);
    try (RuntimeClient client =
        RuntimeClient.start(function, unpack(function.codeUri()), environment)) {
      for (EventFile file : files) {
        String answer = client.invoke(file.bytes());
        assertAnswer(file, isTooLate(answer) ? client.invoke(file.bytes()) : answer);
      }
    }
  }

  /**
   * Returns whether a function that had just started did not respond in time, as happens on a
   * machine that is busy. No event expects a 503.
   */
  private static boolean isTooLate(String answer) {
    return answer.startsWith("{\"statusCode\":503,");
  }

  private static void assertAnswer(EventFile file, String answer) {
    assertThat(Expectation.differences(file.expected(), answer))
        .as("%s answered %s", file.title(), answer)
        .isEmpty();
  }

  private static Map<String, String> environment(TestTable table) {
    return Map.of(
        "AWS_ENDPOINT_URL_DYNAMODB", table.endpoint().toString(),
        "AWS_ENDPOINT_URL_EVENTBRIDGE", bus.endpoint().toString(),
        "AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.endpoint().toString(),
        "AWS_ENDPOINT_URL_S3", "http://localhost:1",
        "TABLE_NAME", table.name());
  }

  /** The module's packed function, unpacked once. */
  private static Path unpack(Path module) throws IOException {
    Path folder = unpacked.resolve(module.getFileName());
    if (Files.exists(folder)) {
      return folder;
    }
    try (ZipInputStream zip =
        new ZipInputStream(Files.newInputStream(module.resolve("target/function.zip")))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        if (!entry.isDirectory()) {
          Files.createDirectories(file.getParent());
          Files.copy(zip, file);
        }
      }
    }
    return folder;
  }
}
