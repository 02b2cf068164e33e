package dev.latchkey.management.usage;

import dev.latchkey.core.application.UsageBatch;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.SecretVersion;
import dev.latchkey.management.json.JsonDocument;
import dev.latchkey.management.json.MalformedJsonException;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the authorizer's log lines. Lines that it does not write are ignored. */
final class AuthorizerLine {
  /** Denials of keys that do not exist: anyone can make up an ID. */
  private static final Set<String> UNKNOWN = Set.of("unknown", "deleted");

  private static final long MAX_COUNT = 1_000_000;

  private AuthorizerLine() {}

  /**
   * Adds the requests that a line is about.
   *
   * @return whether it is about requests with a key that exists
   */
  static boolean addTo(UsageBatch usage, String message) {
    try {
      return JsonDocument.read(message).root() instanceof Map<?, ?> line && add(usage, line);
    } catch (MalformedJsonException | DateTimeException e) {
      return false;
    }
  }

  private static boolean add(UsageBatch usage, Map<?, ?> line) {
    long count = count(line.get("count"));
    if (count == 0
        || !(line.get("outcome") instanceof String outcome)
        || !(line.get("key_id") instanceof String id)
        || !(line.get("timestamp") instanceof String timestamp)) {
      return false;
    }
    Optional<KeyId> keyId = KeyId.parse(id);
    Instant time = Instant.parse(timestamp);
    if (keyId.isEmpty()) {
      return false;
    }
    switch (outcome) {
      case "authorized" -> {
        Optional<SecretVersion> secret = SecretVersion.parse(String.valueOf(line.get("secret")));
        secret.ifPresent(which -> usage.allowed(keyId.get(), which, time, count));
        return secret.isPresent();
      }
      case "denied", "refused" -> {
        if (!(line.get("reason") instanceof String reason) || UNKNOWN.contains(reason)) {
          return false;
        }
        usage.denied(keyId.get(), time, count);
        return true;
      }
      default -> {
        return false;
      }
    }
  }

  /** Returns how many requests a line is about; 0 if it does not say. */
  private static long count(@Nullable Object value) {
    if (value == null) {
      return 1;
    }
    return value instanceof BigInteger number
            && number.signum() > 0
            && number.compareTo(BigInteger.valueOf(MAX_COUNT)) <= 0
        ? number.longValue()
        : 0;
  }
}
