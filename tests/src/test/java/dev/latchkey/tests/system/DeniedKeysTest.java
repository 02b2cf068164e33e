package dev.latchkey.tests.system;

import static dev.latchkey.tests.system.Fixtures.engineer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.tests.system.Fixtures.Made;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** R9: every key that opens nothing is answered alike. */
@DisplayName("R9: all refusals are the same answer but for the request id")
final class DeniedKeysTest {

  @Nested
  final class AskingOnEachRequest {
    @Test
    void theAnswersAreTheSame() {
      assertAllAlike(Latchkey.ORDERS, Fixtures.LATCHKEY.orders());
    }

    @Test
    void anOldKeyStaysDeadWhenItsDataApiIsRegisteredAgain() {
      Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
      engineer().post(key.path() + "/revoke").expect(200);
      engineer().delete(key.dataApiPath()).expect(204);
      Fixtures.dataApi(key.dataApiId(), "[{'api_id': '%s'}]".formatted(Latchkey.ORDERS));
      Fixtures.LATCHKEY.orders().with("X-Api-Key", key.apiKey()).get("/orders").expect(401);
    }
  }

  @Nested
  final class ReusingAnswers {
    @Test
    void theAnswersAreTheSame() {
      assertAllAlike(Latchkey.REUSING, Fixtures.LATCHKEY.reusing());
    }

    @Test
    void oneReusedAnswerServesAllRoutesOfTheDataApiAndNoOther() {
      Made key =
          Fixtures.dataApi(
              Fixtures.newId(),
              "[{'api_id': '%s', 'path': '/orders'}]".formatted(Latchkey.REUSING));
      Client app = Fixtures.LATCHKEY.reusing().with("X-Api-Key", key.apiKey());
      app.get("/orders").expect(200);
      app.get("/orders/1001").expect(403, "forbidden");
      app.get("/orders").expect(200);
    }

    @Test
    void aRevokedKeyWorksOnUntilTheAnswerIsForgotten() {
      Made key = Fixtures.dataApiOf(Latchkey.REUSING);
      Client app = Fixtures.LATCHKEY.reusing().with("X-Api-Key", key.apiKey());
      app.get("/orders").expect(200);
      engineer().post(key.path() + "/revoke").expect(200);
      app.get("/orders").expect(200);
    }
  }

  private static void assertAllAlike(String apiId, Client app) {
    Map<String, String> refused = refused(apiId);
    Set<String> answers =
        refused.values().stream()
            .map(text -> withoutRequestId(app.with("X-Api-Key", text).get("/orders").expect(401)))
            .collect(Collectors.toSet());
    answers.add(withoutRequestId(app.get("/orders").expect(401)));
    assertThat(answers).as("answers to %s", refused.keySet()).hasSize(1);
  }

  private static Map<String, String> refused(String apiId) {
    Made good = Fixtures.dataApiOf(apiId);
    Made revoked = Fixtures.key(good.dataApiId());
    engineer().post(revoked.path() + "/revoke").expect(200);
    Made suspended = Fixtures.key(good.dataApiId());
    engineer().post(suspended.path() + "/suspend").expect(200);
    Made deleted = Fixtures.key(good.dataApiId());
    engineer().post(deleted.path() + "/revoke").expect(200);
    engineer().delete(deleted.path()).expect(204);
    Made rotated = Fixtures.key(good.dataApiId());
    engineer().post(rotated.path() + "/rotate").expect(200);
    Map<String, String> refused = new TreeMap<>();
    refused.put("malformed", "lk_nonsense");
    refused.put("mistyped", good.apiKey().substring(0, good.apiKey().length() - 1) + "_");
    refused.put("unknown", "lk_4Zq8Rw1TnB7xKd2M_ThisIsAnExampleKeyThatOpensNothingAnywhere00qkY6l");
    refused.put("wrong secret", rotated.apiKey());
    refused.put("expired", Fixtures.expire(Fixtures.key(good.dataApiId())).apiKey());
    refused.put("suspended", suspended.apiKey());
    refused.put("revoked", revoked.apiKey());
    refused.put("deleted", deleted.apiKey());
    return refused;
  }

  private static String withoutRequestId(RecordedResponse reply) {
    ObjectNode body = (ObjectNode) reply.json();
    assertThat(body.remove("instance").asText()).isNotEmpty();
    Map<String, Object> headers = new TreeMap<>(reply.exchange().headers());
    headers
        .keySet()
        .removeIf(
            name ->
                name.contains("requestid")
                    || name.contains("id-2")
                    || name.equals("date")
                    || name.equals("x-amz-apigw-id")
                    || name.equals("x-amzn-trace-id"));
    return headers + body.toString();
  }
}
