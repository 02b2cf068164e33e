package dev.latchkey.management.secretsmanager;

import dev.latchkey.core.application.DeliveredKey;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.management.json.JsonDocument;
import dev.latchkey.management.json.JsonObject;
import dev.latchkey.management.json.MalformedJsonException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Converts keys to the JSON that apps read in secrets, and back. */
final class SecretValue {
  private static final String API_KEY = "api_key";
  private static final String KEY_ID = "key_id";
  private static final String DATA_API_ID = "data_api_id";
  private static final String EXPIRES_AT = "expires_at";

  private SecretValue() {}

  static JsonObject of(DeliveredKey key) {
    return new JsonObject()
        .with(API_KEY, key.text().reveal())
        .with(KEY_ID, key.text().keyId().value())
        .with(DATA_API_ID, key.dataApiId())
        .with(EXPIRES_AT, key.expiresAt());
  }

  /** Returns the key in a value; empty if the value is not the JSON of a key. */
  static Optional<DeliveredKey> read(String value, List<String> prefixes) {
    try {
      return JsonDocument.read(value).root() instanceof Map<?, ?> members
              && members.get(API_KEY) instanceof String apiKey
              && members.get(KEY_ID) instanceof String keyId
              && members.get(DATA_API_ID) instanceof String dataApiId
              && members.get(EXPIRES_AT) instanceof String expiresAt
          ? KeyText.parse(apiKey, prefixes)
              .filter(text -> text.keyId().value().equals(keyId))
              .map(text -> new DeliveredKey(text, dataApiId, Instant.parse(expiresAt)))
          : Optional.empty();
    } catch (MalformedJsonException | DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
