package dev.latchkey.local.secretsmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.local.template.LocalAccount;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Iterator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of an account, as one JSON object: each secret under its ARN, as {@code
 * DescribeSecret} shows it, and its values under {@code values}.
 *
 * @param all the secrets
 */
record StoredSecrets(ObjectNode all) {
  static final String CURRENT = "AWSCURRENT";
  static final String PREVIOUS = "AWSPREVIOUS";
  static final String PENDING = "AWSPENDING";
  static final String STAGES = "VersionIdsToStages";

  private static final String VALUES = "values";
  private static final String VERSION_ID = "VersionId";
  private static final String SUFFIX =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Performs an operation, and returns the response. Rotations are begun, not finished. */
  ObjectNode perform(String operation, JsonNode request) {
    return switch (operation) {
      case "CreateSecret" -> create(request);
      case "DescribeSecret" -> describe(find(request));
      case "GetSecretValue" -> value(usable(request), request);
      case "PutSecretValue" -> put(usable(request), request);
      case "UpdateSecretVersionStage" -> move(usable(request), request);
      case "TagResource" -> tag(find(request), request.path("Tags"));
      case "UntagResource" -> untag(find(request), request.path("TagKeys"));
      case "RotateSecret" -> rotate(usable(request), request);
      case "DeleteSecret" -> delete(find(request), request);
      default -> throw new SecretsManagerException("UnknownOperationException", operation);
    };
  }

  /** Creates the secret with an ARN, or changes its tags. */
  void provide(String arn, JsonNode tags) {
    String name = arn.replaceFirst(".*:secret:(.+)-.{6}$", "$1");
    ObjectNode secret =
        all.has(arn)
            ? (ObjectNode) all.get(arn)
            : JSON.createObjectNode().put("ARN", arn).put("Name", name).put("CreatedDate", now());
    secret.set("Tags", tags.isArray() ? tags : JSON.createArrayNode());
    all.set(arn, secret);
  }

  private ObjectNode create(JsonNode request) {
    String name = request.path("Name").asText();
    if (name.isEmpty()) {
      throw new SecretsManagerException("InvalidParameterException", "You must provide a name.");
    }
    for (JsonNode secret : all) {
      if (secret.path("Name").asText().equals(name)) {
        throw new SecretsManagerException(
            "ResourceExistsException",
            "The operation failed because the secret " + name + " already exists.");
      }
    }
    StringBuilder arn =
        new StringBuilder(LocalAccount.arn("secretsmanager", "secret:" + name)).append('-');
    RANDOM.ints(6, 0, SUFFIX.length()).forEach(i -> arn.append(SUFFIX.charAt(i)));
    ObjectNode secret = JSON.createObjectNode().put("ARN", arn.toString()).put("Name", name);
    secret.put("CreatedDate", now());
    if (request.has("Description")) {
      secret.set("Description", request.get("Description"));
    }
    if (request.has("Tags")) {
      secret.set("Tags", request.get("Tags"));
    }
    all.set(arn.toString(), secret);
    ObjectNode response = shown(secret);
    return request.has("SecretString")
        ? response.set(VERSION_ID, put(secret, request).get(VERSION_ID))
        : response;
  }

  private static ObjectNode describe(ObjectNode secret) {
    return secret.deepCopy().without(VALUES);
  }

  private static ObjectNode value(ObjectNode secret, JsonNode request) {
    String version =
        request.has(VERSION_ID)
            ? request.get(VERSION_ID).asText()
            : versionWith(secret, request.path("VersionStage").asText(CURRENT));
    JsonNode value = secret.path(VALUES).path(version == null ? "" : version);
    if (!value.isObject()) {
      throw SecretsManagerException.notFound();
    }
    ObjectNode response = shown(secret).put(VERSION_ID, version);
    response.setAll((ObjectNode) value);
    return response.set("VersionStages", secret.path(STAGES).path(version));
  }

  private static ObjectNode put(ObjectNode secret, JsonNode request) {
    String version = token(request);
    JsonNode value = request.path("SecretString");
    JsonNode present = secret.path(VALUES).path(version).path("SecretString");
    if (present.isTextual() && !present.equals(value)) {
      throw new SecretsManagerException(
          "ResourceExistsException",
          "You can't use ClientRequestToken " + version + " because that value is already in use.");
    }
    if (!present.isTextual()) {
      secret
          .withObject("/" + VALUES + "/" + version)
          .<ObjectNode>set("SecretString", value)
          .put("CreatedDate", now());
      secret.put("LastChangedDate", now());
      JsonNode stages = request.path("VersionStages");
      if (stages.isEmpty()) {
        label(secret, CURRENT, version);
      }
      stages.forEach(stage -> label(secret, stage.asText(), version));
    }
    ObjectNode response = shown(secret).put(VERSION_ID, version);
    return response.set("VersionStages", secret.path(STAGES).path(version));
  }

  private static ObjectNode move(ObjectNode secret, JsonNode request) {
    String stage = request.path("VersionStage").asText();
    String from = request.path("RemoveFromVersionId").asText(null);
    String to = request.path("MoveToVersionId").asText(null);
    String present = versionWith(secret, stage);
    if (present != null && !present.equals(from) && !present.equals(to)) {
      throw new SecretsManagerException(
          "InvalidParameterException",
          "The parameter RemoveFromVersionId must be the version with " + stage + ".");
    }
    if (to == null) {
      unlabel(secret, stage);
    } else if (secret.path(VALUES).has(to)) {
      label(secret, stage, to);
    } else {
      throw SecretsManagerException.notFound();
    }
    return shown(secret);
  }

  private static ObjectNode tag(ObjectNode secret, JsonNode tags) {
    tags.forEach(tag -> untag(secret, JSON.createArrayNode().add(tag.path("Key"))));
    secret.withArray("Tags").addAll((ArrayNode) tags);
    return JSON.createObjectNode();
  }

  private static ObjectNode untag(ObjectNode secret, JsonNode keys) {
    for (JsonNode key : keys) {
      Iterator<JsonNode> tags = secret.withArray("Tags").elements();
      while (tags.hasNext()) {
        if (tags.next().path("Key").equals(key)) {
          tags.remove();
        }
      }
    }
    return JSON.createObjectNode();
  }

  private static ObjectNode rotate(ObjectNode secret, JsonNode request) {
    for (String member : new String[] {"RotationLambdaARN", "RotationRules"}) {
      if (request.has(member)) {
        secret.set(member, request.get(member));
      }
    }
    if (!secret.has("RotationLambdaARN")) {
      throw new SecretsManagerException(
          "InvalidRequestException", "No Lambda rotation function ARN is associated.");
    }
    secret.put("RotationEnabled", true);
    String version = token(request);
    String pending = versionWith(secret, PENDING);
    if (pending != null && !pending.equals(versionWith(secret, CURRENT))) {
      version = pending;
    }
    label(secret, PENDING, version);
    return shown(secret).put(VERSION_ID, version);
  }

  private ObjectNode delete(ObjectNode secret, JsonNode request) {
    secret.put("DeletedDate", now());
    if (request.path("ForceDeleteWithoutRecovery").asBoolean()) {
      all.remove(secret.path("ARN").asText());
    }
    return shown(secret).set("DeletionDate", secret.get("DeletedDate"));
  }

  /** Returns the secret with the name or ARN in a request, unless its deletion is scheduled. */
  ObjectNode usable(JsonNode request) {
    ObjectNode secret = find(request);
    if (secret.has("DeletedDate")) {
      throw new SecretsManagerException(
          "InvalidRequestException",
          "You can't perform this operation on the secret because it was marked for deletion.");
    }
    return secret;
  }

  private ObjectNode find(JsonNode request) {
    String id = request.path("SecretId").asText();
    for (JsonNode secret : all) {
      if (secret.path("ARN").asText().equals(id) || secret.path("Name").asText().equals(id)) {
        return (ObjectNode) secret;
      }
    }
    throw SecretsManagerException.notFound();
  }

  private static ObjectNode shown(ObjectNode secret) {
    ObjectNode shown = JSON.createObjectNode();
    shown.set("ARN", secret.get("ARN"));
    return shown.set("Name", secret.get("Name"));
  }

  private static String token(JsonNode request) {
    return request.path("ClientRequestToken").asText(UUID.randomUUID().toString());
  }

  private static @Nullable String versionWith(ObjectNode secret, String stage) {
    Iterator<String> versions = secret.path(STAGES).fieldNames();
    while (versions.hasNext()) {
      String version = versions.next();
      for (JsonNode each : secret.path(STAGES).path(version)) {
        if (each.asText().equals(stage)) {
          return version;
        }
      }
    }
    return null;
  }

  /** Moves a label to a version. The version that was current becomes the previous one. */
  private static void label(ObjectNode secret, String stage, String version) {
    String before = versionWith(secret, stage);
    if (version.equals(before)) {
      return;
    }
    unlabel(secret, stage);
    secret.withArray("/" + STAGES + "/" + version).add(stage);
    if (stage.equals(CURRENT) && before != null) {
      label(secret, PREVIOUS, before);
    }
  }

  /** Removes a label. A version without labels is deprecated, and is not described. */
  private static void unlabel(ObjectNode secret, String stage) {
    String version = versionWith(secret, stage);
    if (version == null) {
      return;
    }
    ArrayNode left = JSON.createArrayNode();
    secret.path(STAGES).path(version).forEach(each -> addUnless(stage, left, each));
    if (left.isEmpty()) {
      secret.withObject("/" + STAGES).remove(version);
    } else {
      secret.withObject("/" + STAGES).set(version, left);
    }
  }

  private static void addUnless(String stage, ArrayNode left, JsonNode each) {
    if (!each.asText().equals(stage)) {
      left.add(each);
    }
  }

  private static double now() {
    return Instant.now().toEpochMilli() / 1e3;
  }
}
