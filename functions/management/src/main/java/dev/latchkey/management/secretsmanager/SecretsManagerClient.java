package dev.latchkey.management.secretsmanager;

import dev.latchkey.core.application.DeliveredKey;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.RequestException.Reason;
import dev.latchkey.core.application.SecretVault;
import dev.latchkey.core.application.VaultSecret;
import dev.latchkey.management.aws.AwsJsonClient;
import dev.latchkey.management.aws.AwsJsonResponse;
import dev.latchkey.management.json.JsonObject;
import dev.latchkey.management.json.JsonText;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Stores keys in AWS Secrets Manager. A request that may be repeated is sent twice if it fails for
 * a reason that may pass. What is thrown names the operation and the error, and never a body, which
 * may contain a secret.
 *
 * @param client sends requests to Secrets Manager
 * @param prefixes the accepted key prefixes
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/">API reference</a>
 */
public record SecretsManagerClient(AwsJsonClient client, List<String> prefixes)
    implements SecretVault {
  /** Secrets Manager's name in signatures. */
  public static final String SERVICE = "secretsmanager";

  /**
   * The timeout of one attempt: to connect, and then for each read. A delivery makes at most two
   * requests of two attempts each, within a function's 15 seconds.
   */
  public static final Duration TIMEOUT = Duration.ofMillis(1_500);

  private static final String TARGET = "secretsmanager.";
  private static final String SECRET_ID = "SecretId";
  private static final int SERVER_ERROR = 500;
  private static final String NOT_FOUND = "ResourceNotFoundException";

  /** The errors of a secret that does not exist, or that the function's role does not allow. */
  private static final Set<String> NO_SECRET =
      Set.of(
          NOT_FOUND,
          "AccessDeniedException",
          "InvalidParameterException",
          "InvalidRequestException",
          "ValidationException");

  public SecretsManagerClient {
    prefixes = List.copyOf(prefixes);
  }

  @Override
  public Optional<VaultSecret> find(String secretArn) {
    AwsJsonResponse response = sendTwice("DescribeSecret", secret(secretArn));
    return NO_SECRET.contains(response.error())
        ? Optional.empty()
        : Optional.of(SecretDescription.read(ok("DescribeSecret", response).members()));
  }

  @Override
  public Optional<DeliveredKey> read(String secretArn, String versionId) {
    AwsJsonResponse response =
        sendTwice("GetSecretValue", secret(secretArn).with("VersionId", versionId));
    if (response.error().equals(NOT_FOUND)) {
      return Optional.empty();
    }
    return ok("GetSecretValue", response).members().get("SecretString") instanceof String value
        ? SecretValue.read(value, prefixes)
        : Optional.empty();
  }

  @Override
  public void put(String secretArn, String versionId, Label label, DeliveredKey key) {
    ok(
        "PutSecretValue",
        sendTwice(
            "PutSecretValue",
            secret(secretArn)
                .with("ClientRequestToken", versionId)
                .with("SecretString", JsonText.of(SecretValue.of(key)))
                .with("VersionStages", List.of(SecretDescription.stage(label)))));
  }

  @Override
  public void promote(VaultSecret secret, String versionId) {
    String operation = "UpdateSecretVersionStage";
    try {
      ok(
          operation,
          client.send(
              TARGET + operation,
              secret(secret.arn())
                  .with("VersionStage", SecretDescription.stage(Label.CURRENT))
                  .with("RemoveFromVersionId", secret.version(Label.CURRENT).orElse(null))
                  .with("MoveToVersionId", versionId)));
    } catch (IOException e) {
      throw RequestException.because(Reason.UNAVAILABLE, e);
    }
  }

  private static JsonObject secret(String secretArn) {
    return new JsonObject().with(SECRET_ID, secretArn);
  }

  private AwsJsonResponse sendTwice(String operation, JsonObject body) {
    try {
      AwsJsonResponse first = client.send(TARGET + operation, body);
      if (!mayPass(first)) {
        return first;
      }
    } catch (IOException e) {
      // The second attempt says more.
    }
    try {
      return client.send(TARGET + operation, body);
    } catch (IOException e) {
      throw RequestException.because(Reason.UNAVAILABLE, e);
    }
  }

  private static boolean mayPass(AwsJsonResponse response) {
    return response.status() >= SERVER_ERROR || response.error().startsWith("Throttl");
  }

  private static AwsJsonResponse ok(String operation, AwsJsonResponse response) {
    if (!response.isOk()) {
      throw RequestException.because(
          Reason.UNAVAILABLE,
          new IOException(
              "%s returned %d %s.".formatted(operation, response.status(), response.error())));
    }
    return response;
  }
}
