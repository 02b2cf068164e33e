package dev.latchkey.local.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.local.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCloudFormationTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TEMPLATE =
      """
      Resources:
        Secret:
          Type: AWS::SecretsManager::Secret
        Thing:
          Type: Custom::Thing
          Properties:
            ServiceToken: arn:aws:lambda:us-east-1:000000000000:function:things
            ServiceTimeout: 120
            SecretArn: !Ref Secret
            List: [1, true, {Name: a}]
      """;

  @TempDir private Path folder;
  private LocalCloudFormation cloudFormation;
  private final List<JsonNode> events = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    cloudFormation = LocalCloudFormation.start();
  }

  @AfterEach
  void stop() {
    cloudFormation.close();
  }

  private Template template() throws IOException {
    Path file = folder.resolve("template.yaml");
    Files.writeString(file, TEMPLATE);
    return Template.load(file, "stack", Map.of());
  }

  private void respond(byte[] event, String response) {
    try {
      JsonNode request = JSON.readTree(event);
      events.add(request);
      URI url = URI.create(request.path("ResponseURL").asText());
      HttpRequest put =
          HttpRequest.newBuilder(cloudFormation.endpoint().resolve(url.getPath()))
              .PUT(BodyPublishers.ofString(response))
              .build();
      assertThat(HttpClient.newHttpClient().send(put, BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aCustomResourceIsCreatedByItsFunction() throws IOException {
    cloudFormation.create(
        template(), (function, event) -> respond(event, "{\"Status\":\"SUCCESS\"}"));
    JsonNode event = events.get(0);
    assertThat(events).hasSize(1);
    assertThat(event.path("RequestType").asText()).isEqualTo("Create");
    assertThat(event.path("LogicalResourceId").asText()).isEqualTo("Thing");
    assertThat(event.path("ResourceType").asText()).isEqualTo("Custom::Thing");
    assertThat(event.path("StackId").asText())
        .matches("arn:aws:cloudformation:.*:000000000000:stack/stack/local");
    assertThat(event.path("ResponseURL").asText()).matches("https://.*\\.s3\\.amazonaws\\.com/.*");
    JsonNode properties = event.path("ResourceProperties");
    assertThat(properties.path("ServiceTimeout").textValue()).isEqualTo("120");
    assertThat(properties.path("SecretArn").textValue())
        .matches("arn:aws:secretsmanager:.*:000000000000:secret:stack-Secret-000000");
    assertThat(properties.path("List").toString()).isEqualTo("[\"1\",\"true\",{\"Name\":\"a\"}]");
  }

  @Test
  void aFailureNamesTheReason() throws IOException {
    Template template = template();
    assertThatThrownBy(
            () ->
                cloudFormation.create(
                    template,
                    (function, event) ->
                        respond(event, "{\"Status\":\"FAILED\",\"Reason\":\"No.\"}")))
        .hasMessage("Thing of stack was not created: No.");
    assertThatThrownBy(() -> cloudFormation.create(template, (function, event) -> {}))
        .hasMessage("Thing of stack was not created: no response");
  }
}
