package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.application.Verification.Accepted;
import dev.latchkey.core.application.VerifyKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that two changes both take effect, even if a client sends one request ID for both, or if
 * there is none. Lambda's invocation ID is also the same for both.
 */
class OneChangeOneInvocationTest {
  private static final String REGISTER = "POST /v1/data-apis";
  private static final String CREATE = "POST /v1/keys";
  private static final String GET_KEY = "GET /v1/keys/{key_id}";
  private static final String RESUME = "POST /v1/keys/{key_id}/resume";
  private static final String REVOKE = "POST /v1/keys/{key_id}/revoke";
  private static final String GET_DATA_API = "GET /v1/data-apis/{data_api_id}";
  private static final String NEW_KEY = "{'data_api_id': 'a1', 'name': 'k', 'validity_days': 30}";
  private static final String NEW_DATA_API =
      "{'data_api_id': '%s', 'domain': 'd', 'dataset': 'd', 'routes': [{'api_id': 'x'}]}";

  private final ManagementFixture api = new ManagementFixture();
  private final VerifyKey verify = new VerifyKey(api.stores.reader(), List.of("lk"));

  static Stream<Arguments> changes() {
    return ManagementFixture.CALLS.stream()
        .filter(operation -> !operation.startsWith("GET ") && !operation.endsWith("/explain"))
        .flatMap(
            operation ->
                Stream.of(
                    Arguments.of(operation, "11111111-2222-3333-4444-555555555555"),
                    Arguments.of(operation, null)));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void bothTakeEffect(String operation, @Nullable String requestId) {
    Under under = new Under(requestId);
    String first = under.send(201, REGISTER, NEW_DATA_API.formatted("a1")).text("key.api_key");
    String keyId = first.split("_", -1)[1];
    switch (operation) {
      case REGISTER -> {
        under.send(409, operation, NEW_DATA_API.formatted("a1"));
        assertOpens(
            under.send(201, operation, NEW_DATA_API.formatted("b1")).text("key.api_key"), true);
      }
      case "PATCH /v1/data-apis/{data_api_id}" -> {
        under.send(200, operation, "{'description': 'one'}");
        under.send(200, operation, "{'description': 'two'}");
        assertThat(under.send(200, GET_DATA_API, null).text("description")).isEqualTo("two");
      }
      case "DELETE /v1/data-apis/{data_api_id}" -> {
        under.of(keyId).send(200, REVOKE, null);
        under.send(204, operation, null);
        under.send(404, GET_DATA_API, null);
        under.send(404, operation, null);
      }
      case CREATE -> {
        assertOpens(under.send(201, operation, NEW_KEY).text("api_key"), true);
        assertOpens(under.send(201, operation, NEW_KEY).text("api_key"), true);
      }
      case "PATCH /v1/keys/{key_id}" -> {
        under.of(keyId).send(200, operation, "{'name': 'one'}");
        under.of(keyId).send(200, operation, "{'name': 'two'}");
        assertThat(under.of(keyId).send(200, GET_KEY, null).text("name")).isEqualTo("two");
      }
      case "POST /v1/keys/{key_id}/extend" -> {
        String key = under.send(201, CREATE, NEW_KEY).text("key_id");
        under.of(key).send(200, operation, "{'validity_days': 7}");
        under.of(key).send(200, operation, "{'validity_days': 7}");
        assertThat(Instant.parse(under.of(key).send(200, GET_KEY, null).text("expires_at")))
            .isEqualTo("2027-01-04T09:00:00Z");
      }
      case "POST /v1/keys/{key_id}/rotate" -> {
        String second = under.of(keyId).send(200, operation, null).text("api_key");
        assertOpens(second, true);
        String third = under.of(keyId).send(200, operation, null).text("api_key");
        assertOpens(first, false);
        assertOpens(second, false);
        assertOpens(third, true);
      }
      case "POST /v1/keys/{key_id}/suspend" -> {
        TestResponse suspended = under.of(keyId).by("analyst").send(200, operation, null);
        assertThat(suspended.text("suspended_by")).isEqualTo("analyst");
        under.of(keyId).send(200, RESUME, null);
        assertThat(under.of(keyId).send(200, operation, null).text("status"))
            .isEqualTo("suspended");
        assertOpens(first, false);
      }
      case RESUME -> {
        under.of(keyId).send(200, "POST /v1/keys/{key_id}/suspend", null);
        under.of(keyId).send(200, operation, null);
        under.of(keyId).send(200, "POST /v1/keys/{key_id}/suspend", null);
        assertThat(under.of(keyId).send(200, operation, null).text("status")).isEqualTo("active");
        assertOpens(first, true);
      }
      case REVOKE -> {
        TestResponse revoked = under.of(keyId).by("analyst").send(200, operation, null);
        assertThat(revoked.text("status")).isEqualTo("revoked");
        assertThat(revoked.text("revoked_by")).isEqualTo("analyst");
        assertOpens(first, false);
      }
      case "POST /v1/keys/bulk" -> {
        String body = "{'action': '%s', 'keys': [{'key_id': '%s'}]}";
        under.by("analyst").send(200, operation, body.formatted("revoke", keyId));
        assertThat(under.of(keyId).send(200, GET_KEY, null).text("revoked_by"))
            .isEqualTo("analyst");
        assertOpens(first, false);
        under.send(200, operation, body.formatted("delete", keyId));
        under.of(keyId).send(404, GET_KEY, null);
      }
      case "DELETE /v1/keys/{key_id}" -> {
        under.of(keyId).send(409, operation, null);
        under.of(keyId).send(200, REVOKE, null);
        under.of(keyId).send(204, operation, null);
        under.of(keyId).send(404, GET_KEY, null);
        under.of(keyId).send(404, operation, null);
      }
      default -> throw new AssertionError("Say here how two of " + operation + " take effect.");
    }
  }

  private void assertOpens(String apiKey, boolean opens) {
    assertThat(
            verify.verify(apiKey, api.now(), Deadline.in(Duration.ofSeconds(1)))
                instanceof Accepted)
        .isEqualTo(opens);
  }

  /** Sends requests with the same request ID, or without one. */
  private final class Under {
    private final @Nullable String requestId;
    private final String keyId;
    private final String operator;

    Under(@Nullable String requestId) {
      this(requestId, "", "engineer");
    }

    private Under(@Nullable String requestId, String keyId, String operator) {
      this.requestId = requestId;
      this.keyId = keyId;
      this.operator = operator;
    }

    Under of(String otherKeyId) {
      return new Under(requestId, otherKeyId, operator);
    }

    Under by(String otherOperator) {
      return new Under(requestId, keyId, otherOperator);
    }

    TestResponse send(int status, String operation, @Nullable String body) {
      TestRequest request =
          TestRequest.of(operation)
              .under(requestId)
              .by(operator, operator, "read manage")
              .at("key_id", keyId)
              .at("data_api_id", "a1");
      TestResponse response = api.respond(body == null ? request : request.body(body));
      assertThat(response.status()).as("%s: %s", operation, response.body()).isEqualTo(status);
      return response;
    }
  }
}
