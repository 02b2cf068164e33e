package dev.latchkey.tests.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.latchkey.local.dynamodb.TestTable;
import dev.latchkey.local.eventbus.LocalEventBus;
import dev.latchkey.local.secretsmanager.LocalSecretsManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Each event through {@code sam local invoke}: the packages in AWS's own image. */
@EnabledIfSystemProperty(
    named = "engine",
    matches = "events",
    disabledReason = "It needs Docker, an image and the SAM CLI: bin/real-engines events runs it.")
final class SamLocalTest {
  /** With a proxy that does not exist, so that no function reaches S3. */
  private static final String TEMPLATE =
      SamLocal.template()
          .replaceFirst(
              "(\n {8})TABLE_NAME: ",
              "$1JAVA_TOOL_OPTIONS: -Dhttps.proxyHost=localhost -Dhttps.proxyPort=1$0");

  @TempDir private static Path folder;

  @TestFactory
  Stream<DynamicTest> throughSamLocalInvoke() throws IOException {
    TestTable table = SeededTable.create();
    Relay relay = Relay.to(table.endpoint());
    LocalEventBus bus = LocalEventBus.start(event -> {});
    Relay toBus = Relay.to(bus.endpoint());
    LocalSecretsManager secrets = SeededSecrets.start(folder);
    Relay toSecrets = Relay.to(secrets.endpoint());
    Path variables = folder.resolve("variables.json");
    Files.writeString(
        variables,
        ("{\"Parameters\":{\"TABLE_NAME\":\"%s\",\"AWS_ENDPOINT_URL_EVENTBRIDGE\":\"%s\","
                + "\"AWS_ENDPOINT_URL_SECRETS_MANAGER\":\"%s\"}}")
            .formatted(
                table.name(), SamLocal.HOST + toBus.port(), SamLocal.HOST + toSecrets.port()));
    Map<String, String> parameters =
        Map.of(
            "DynamoDbEndpoint",
            SamLocal.HOST + relay.port(),
            "OidcIssuer",
            "http://localhost:9/nobody",
            "OidcAudiences",
            "latchkey",
            "FrontDoor",
            "true",
            "ProvisionDomains",
            "sales");
    return EventFile.all().stream()
        .map(file -> dynamicTest(file.title(), () -> assertAnswer(file, variables, parameters)))
        .onClose(relay::close)
        .onClose(toBus::close)
        .onClose(toSecrets::close)
        .onClose(secrets::close)
        .onClose(bus::close);
  }

  private static void assertAnswer(EventFile file, Path variables, Map<String, String> parameters)
      throws IOException, InterruptedException {
    Path log = folder.resolve("log.txt");
    List<String> invoke =
        List.of("invoke", file.function(), "--event=" + file.event(), "--env-vars=" + variables);
    Process process =
        SamLocal.command(folder, TEMPLATE, parameters, invoke).redirectError(log.toFile()).start();
    String answer = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    process.waitFor();
    assertThat(Expectation.differences(file.expected(), answer))
        .as("%s answered %s: %s", file.title(), answer, Files.readString(log))
        .isEmpty();
  }
}
