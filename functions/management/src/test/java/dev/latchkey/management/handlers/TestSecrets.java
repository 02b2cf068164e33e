package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.secretsmanager.LocalSecretsManager;
import dev.latchkey.management.aws.AwsJsonClient;
import dev.latchkey.management.aws.AwsJsonResponse;
import dev.latchkey.management.json.JsonDocument;
import dev.latchkey.management.json.JsonObject;
import dev.latchkey.management.json.MalformedJsonException;
import dev.latchkey.management.secretsmanager.SecretsManagerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Secrets Manager as its owner sees it: the local one, or the one at {@code
 * -Dlatchkey.secretsmanager.endpoint=URL}.
 */
record TestSecrets(AwsJsonClient client) {
  private static final class Shared {
    private static final URI ENDPOINT = start();

    private static URI start() {
      String given = System.getProperty("latchkey.secretsmanager.endpoint", "");
      try {
        return given.isEmpty()
            ? LocalSecretsManager.start(0, null, (arn, event) -> event, line -> {}).endpoint()
            : URI.create(given);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static TestSecrets shared() {
    return at(Shared.ENDPOINT);
  }

  static TestSecrets at(URI endpoint) {
    return new TestSecrets(
        AwsJsonClient.create(
            endpoint,
            SecretsManagerClient.SERVICE,
            "us-east-1",
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")),
            SecretsManagerClient.TIMEOUT));
  }

  /** The functions' client. */
  SecretsManagerClient vault() {
    return new SecretsManagerClient(client, List.of("lk"));
  }

  /** Creates a secret for the keys of a data API, and returns its ARN. */
  String create(String dataApiId) {
    JsonObject tag = new JsonObject().with("Key", "latchkey").with("Value", dataApiId);
    return text(
        done(
            "CreateSecret",
            new JsonObject()
                .with("Name", "test/" + UUID.randomUUID())
                .with("ClientRequestToken", UUID.randomUUID().toString())
                .with("Tags", List.of(tag))),
        "ARN");
  }

  void tag(String arn, String dataApiId) {
    JsonObject tag = new JsonObject().with("Key", "latchkey").with("Value", dataApiId);
    done("TagResource", of(arn).with("Tags", List.of(tag)));
  }

  void delete(String arn) {
    done("DeleteSecret", of(arn).with("RecoveryWindowInDays", 7));
  }

  /** Puts a value into a new version with a label, and returns its ID. */
  String put(String arn, String stage, String value) {
    String version = UUID.randomUUID().toString();
    done(
        "PutSecretValue",
        of(arn)
            .with("ClientRequestToken", version)
            .with("SecretString", value)
            .with("VersionStages", List.of(stage)));
    return version;
  }

  /**
   * Begins a rotation as Secrets Manager does, without a function, and returns the version's ID.
   */
  String beginRotation(String arn, int days) {
    if (stages(arn).values().toString().contains("AWSPENDING")) {
      unlabel(arn, "AWSPENDING", version(arn, "AWSPENDING"));
    }
    String version = UUID.randomUUID().toString();
    send(
        "RotateSecret",
        of(arn)
            .with("ClientRequestToken", version)
            .with("RotationLambdaARN", "arn:aws:lambda:us-east-1:123456789012:function:none")
            .with("RotationRules", new JsonObject().with("AutomaticallyAfterDays", days)));
    return version;
  }

  /** Returns the members of the value that apps read. */
  Map<?, ?> value(String arn) {
    return value(arn, "AWSCURRENT");
  }

  Map<?, ?> value(String arn, String stage) {
    String value =
        text(done("GetSecretValue", of(arn).with("VersionStage", stage)), "SecretString");
    try {
      return (Map<?, ?>) JsonDocument.read(value).root();
    } catch (MalformedJsonException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the API key that apps read. */
  String apiKey(String arn) {
    return text(value(arn), "api_key");
  }

  /** Returns the ID of the version with a label. */
  String version(String arn, String stage) {
    return stages(arn).entrySet().stream()
        .filter(version -> ((List<?>) version.getValue()).contains(stage))
        .map(version -> (String) version.getKey())
        .findFirst()
        .orElseThrow();
  }

  void unlabel(String arn, String stage, String version) {
    done(
        "UpdateSecretVersionStage",
        of(arn).with("VersionStage", stage).with("RemoveFromVersionId", version));
  }

  /** Returns the labels of versions by their IDs. */
  Map<?, ?> stages(String arn) {
    return done("DescribeSecret", of(arn)).get("VersionIdsToStages") instanceof Map<?, ?> stages
        ? stages
        : Map.of();
  }

  private static String text(Map<?, ?> members, String name) {
    return (String) Objects.requireNonNull(members.get(name));
  }

  static JsonObject of(String arn) {
    return new JsonObject().with("SecretId", arn);
  }

  Map<?, ?> done(String operation, JsonObject request) {
    AwsJsonResponse response = send(operation, request);
    assertThat(response.status()).as("%s: %s", operation, response.body()).isEqualTo(200);
    return response.members();
  }

  AwsJsonResponse send(String operation, JsonObject request) {
    try {
      return client.send("secretsmanager." + operation, request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
