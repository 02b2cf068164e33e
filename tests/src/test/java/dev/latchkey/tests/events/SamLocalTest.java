package dev.latchkey.tests.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.latchkey.local.dynamodb.TestTable;
import dev.latchkey.local.eventbus.LocalEventBus;
import dev.latchkey.tests.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Each event through {@code sam local invoke}: the packages in AWS's own image. */
@EnabledIfSystemProperty(
    named = "sam.local",
    matches = "true",
    disabledReason = "It needs Docker, AWS's image and the SAM CLI: bin/sam-local-events runs it.")
final class SamLocalTest {
  private static final String ARCHITECTURE =
      System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";

  @TempDir private static Path folder;

  @TestFactory
  Stream<DynamicTest> throughSamLocalInvoke() throws IOException {
    TestTable table = SeededTable.create();
    Relay relay = Relay.to(table.endpoint());
    LocalEventBus bus = LocalEventBus.start(event -> {});
    Relay toBus = Relay.to(bus.endpoint());
    Path template = folder.resolve("template.yaml");
    Files.writeString(template, template());
    Path variables = folder.resolve("variables.json");
    Files.writeString(
        variables,
        "{\"Parameters\":{\"TABLE_NAME\":\"%s\",\"AWS_ENDPOINT_URL_EVENTBRIDGE\":\"%s\"}}"
            .formatted(table.name(), "http://host.docker.internal:" + toBus.port()));
    List<String> invoke =
        List.of(
            "sam",
            "local",
            "invoke",
            "--template=" + template,
            "--add-host=host.docker.internal:host-gateway",
            "--env-vars=" + variables,
            "--parameter-overrides",
            "DynamoDbEndpoint=http://host.docker.internal:" + relay.port(),
            "OidcIssuer=http://localhost:9/nobody",
            "OidcAudiences=latchkey",
            "FrontDoor=true");
    return EventFile.all().stream()
        .map(file -> dynamicTest(file.title(), () -> assertAnswer(file, invoke)))
        .onClose(relay::close)
        .onClose(toBus::close)
        .onClose(bus::close);
  }

  private static void assertAnswer(EventFile file, List<String> invoke)
      throws IOException, InterruptedException {
    Path log = folder.resolve("log.txt");
    List<String> command = new ArrayList<>(invoke);
    command.addAll(List.of("--event", file.event().toString(), file.function()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SAM_CLI_TELEMETRY", "0");
    builder.environment().put("AWS_DEFAULT_REGION", "us-east-1");
    builder.environment().put("AWS_ACCESS_KEY_ID", "local");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "local");
    builder.environment().put("AWS_MAX_ATTEMPTS", "1");
    Process process = builder.redirectError(log.toFile()).start();
    String answer = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    process.waitFor();
    assertThat(Expectation.differences(file.expected(), answer))
        .as("%s answered %s: %s", file.title(), answer, Files.readString(log))
        .isEmpty();
  }

  /** The template with the packages that Maven has built for this machine. */
  private static String template() {
    String template = Project.read("template.yaml");
    for (String module : List.of("functions/management", "functions/authorizer")) {
      template =
          template.replace(
              "CodeUri: " + module, "CodeUri: " + Project.path(module).resolve("target/function"));
    }
    return template.replaceFirst("Architectures: \\[.*]", "Architectures: [" + ARCHITECTURE + "]");
  }
}
