package dev.latchkey.tests.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Secrets Manager as the owner of secrets, and the apps that read them, see it.
 *
 * @param rotator the ARN of the function that rotates
 * @param seen takes each API key that is read
 */
public record OwnedSecrets(URI endpoint, String rotator, Consumer<String> seen) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Creates a secret for the keys of a data API, and returns its ARN. */
  public String create(String dataApiId) {
    ObjectNode request = newSecret();
    request.withArray("Tags").addObject().put("Key", "latchkey").put("Value", dataApiId);
    return send("CreateSecret", request).path("ARN").asText();
  }

  /** Creates a secret for something else, and returns its ARN. */
  public String createUntagged() {
    return send("CreateSecret", newSecret()).path("ARN").asText();
  }

  private static ObjectNode newSecret() {
    return JSON.createObjectNode().put("Name", "app/" + UUID.randomUUID());
  }

  /** Returns the API key that apps read. */
  public String apiKey(String arn) {
    return value(arn).path("api_key").asText();
  }

  /** Returns the value that apps read. */
  public JsonNode value(String arn) {
    JsonNode secret = send("GetSecretValue", secret(arn));
    try {
      JsonNode value = JSON.readTree(secret.path("SecretString").asText());
      seen.accept(value.path("api_key").asText());
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins a rotation without a function, and returns the version's ID. */
  public String beginRotation(String arn) {
    ObjectNode request = secret(arn).put("RotationLambdaARN", rotator);
    return send("RotateSecret", request).path("VersionId").asText();
  }

  /** Rotates the key in a secret, and requires that it is done. */
  public void rotate(String arn) {
    ObjectNode request = secret(arn).put("RotationLambdaARN", rotator);
    request.putObject("RotationRules").put("AutomaticallyAfterDays", 30);
    String version = send("RotateSecret", request).path("VersionId").asText();
    assertThat(send("DescribeSecret", secret(arn)).path("VersionIdsToStages").path(version))
        .as("labels of the new version")
        .anyMatch(stage -> stage.asText().equals("AWSCURRENT"));
  }

  private static ObjectNode secret(String arn) {
    return JSON.createObjectNode().put("SecretId", arn);
  }

  private JsonNode send(String operation, ObjectNode body) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .POST(BodyPublishers.ofString(body.toString()))
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "secretsmanager." + operation)
            .header("Authorization", "AWS4-HMAC-SHA256 Credential=owner")
            .build();
    try {
      var response = HTTP.send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).as("%s: %s", operation, response.body()).isEqualTo(200);
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
