package dev.latchkey.tests.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Data APIs and keys for tests to work on, each used by one test. */
final class Fixtures {
  static final Latchkey LATCHKEY = Latchkey.shared();

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Fixtures() {}

  /** A data API or a key as it was made. */
  record Made(String dataApiId, String keyId, String apiKey) {
    String path() {
      return "/v1/keys/" + keyId;
    }

    String dataApiPath() {
      return "/v1/data-apis/" + dataApiId;
    }

    /** As an operator sees it now. */
    RecordedResponse seen() {
      return engineer().get(path());
    }
  }

  static Client engineer() {
    return LATCHKEY.as("engineer");
  }

  /** An id that no other data API of this run has. */
  static String newId() {
    return "data-api-" + COUNT.incrementAndGet();
  }

  /** A new data API for an API that nobody calls, with its first key. */
  static Made dataApi() {
    String id = newId();
    return dataApi(id, "[{'api_id': 'api-of-%s'}]".formatted(id));
  }

  /** A new data API for routes, with its first key. */
  static Made dataApi(String id, String routes) {
    RecordedResponse reply =
        engineer()
            .post(
                "/v1/data-apis",
                "{'data_api_id': '%s', 'domain': 'sales', 'dataset': 'Orders', 'routes': %s}"
                    .formatted(id, routes))
            .expect(201);
    return new Made(id, reply.text("/key/key_id"), reply.text("/key/api_key"));
  }

  /** A new data API that opens all of an API, with its first key. */
  static Made dataApiOf(String apiId) {
    return dataApi(newId(), "[{'api_id': '%s'}]".formatted(apiId));
  }

  /** A further key. */
  static Made key(String dataApiId) {
    RecordedResponse reply =
        engineer()
            .post("/v1/keys", "{'data_api_id': '%s', 'name': 'a key'}".formatted(dataApiId))
            .expect(201);
    return new Made(dataApiId, reply.text("key_id"), reply.text("api_key"));
  }

  /** A key of a new data API. */
  static Made key() {
    return dataApi();
  }

  static Made revoked() {
    Made key = key();
    engineer().post(key.path() + "/revoke").expect(200);
    return key;
  }

  static Made expired() {
    return expire(key());
  }

  /** A deleted key. */
  static Made deleted() {
    Made key = revoked();
    engineer().delete(key.path()).expect(204);
    return key;
  }

  /** Moves a key's expiration into the past, out of band. TTL does not remove the key yet. */
  static Made expire(Made key) {
    long end = Instant.now().minusSeconds(60).getEpochSecond();
    LATCHKEY
        .direct()
        .updateItem(
            r ->
                r.tableName(LATCHKEY.table())
                    .key(item("KEY#" + key.keyId(), "KEY"))
                    .updateExpression("SET expires_at = :end, #ttl = :ttl")
                    .conditionExpression("attribute_exists(pk)")
                    .expressionAttributeNames(Map.of("#ttl", "ttl"))
                    .expressionAttributeValues(
                        Map.of(
                            ":end", AttributeValue.fromN(Long.toString(end)),
                            ":ttl", AttributeValue.fromN(Long.toString(end + 30 * 86_400)))));
    return key;
  }

  static Map<String, AttributeValue> item(String pk, String sk) {
    return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
  }

  /** A moment in whole seconds, some days from now. */
  static Instant inDays(int days) {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(days));
  }

  /** A text in JSON. */
  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** Repeats a request until its result is right, and returns that. */
  static <T> T eventually(Supplier<T> ask, Predicate<T> isRight) {
    Instant deadline = Instant.now().plus(PATIENCE);
    T last = ask.get();
    while (!isRight.test(last)) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("Not right in time: " + last);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      last = ask.get();
    }
    return last;
  }
}
