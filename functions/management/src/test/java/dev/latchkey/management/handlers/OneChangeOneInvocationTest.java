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
 * Two changes are two changes, also when a client sends one request ID for both, and when there is
 * none. Lambda's ID of the invocation is the same throughout, too.
 */
class OneChangeOneInvocationTest {
  private static final String REGISTER = "POST /v1/data-apis";
  private static final String CREATE = "POST /v1/keys";
  private static final String GET_KEY = "GET /v1/keys/{key_id}";
  private static final String REVOKE = "POST /v1/keys/{key_id}/revoke";
  private static final String GET_DATA_API = "GET /v1/data-apis/{data_api_id}";
  private static final String NEW_KEY = "{'data_api_id': 'a1', 'name': 'k', 'validity_days': 30}";
  private static final String NEW_DATA_API =
      "{'data_api_id': '%s', 'domain': 'd', 'dataset': 'd', 'routes': [{'api_id': 'x'}]}";

  private final ManagementFixture api = new ManagementFixture();
  private final VerifyKey verify = new VerifyKey(api.stores.reader(), List.of("lk"));

  static Stream<Arguments> changes() {
    return ManagementFixture.CALLS.stream()
        .filter(call -> !call.startsWith("GET "))
        .flatMap(
            call ->
                Stream.of(
                    Arguments.of(call, "11111111-2222-3333-4444-555555555555"),
                    Arguments.of(call, null)));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void bothTakeEffect(String call, @Nullable String requestId) {
    Under under = new Under(requestId);
    String first = under.send(201, REGISTER, NEW_DATA_API.formatted("a1")).text("key.api_key");
    String keyId = first.split("_", -1)[1];
    switch (call) {
      case REGISTER -> {
        under.send(409, call, NEW_DATA_API.formatted("a1"));
        assertOpens(under.send(201, call, NEW_DATA_API.formatted("b1")).text("key.api_key"), true);
      }
      case "PATCH /v1/data-apis/{data_api_id}" -> {
        under.send(200, call, "{'description': 'one'}");
        under.send(200, call, "{'description': 'two'}");
        assertThat(under.send(200, GET_DATA_API, null).text("description")).isEqualTo("two");
      }
      case "DELETE /v1/data-apis/{data_api_id}" -> {
        under.of(keyId).send(200, REVOKE, null);
        under.send(204, call, null);
        under.send(404, GET_DATA_API, null);
        under.send(404, call, null);
      }
      case CREATE -> {
        assertOpens(under.send(201, call, NEW_KEY).text("api_key"), true);
        assertOpens(under.send(201, call, NEW_KEY).text("api_key"), true);
      }
      case "PATCH /v1/keys/{key_id}" -> {
        under.of(keyId).send(200, call, "{'name': 'one'}");
        under.of(keyId).send(200, call, "{'name': 'two'}");
        assertThat(under.of(keyId).send(200, GET_KEY, null).text("name")).isEqualTo("two");
      }
      case "POST /v1/keys/{key_id}/extend" -> {
        String key = under.send(201, CREATE, NEW_KEY).text("key_id");
        under.of(key).send(200, call, "{'validity_days': 7}");
        under.of(key).send(200, call, "{'validity_days': 7}");
        assertThat(Instant.parse(under.of(key).send(200, GET_KEY, null).text("expires_at")))
            .isEqualTo("2027-01-04T09:00:00Z");
      }
      case "POST /v1/keys/{key_id}/rotate" -> {
        String second = under.of(keyId).send(200, call, null).text("api_key");
        assertOpens(second, true);
        String third = under.of(keyId).send(200, call, null).text("api_key");
        assertOpens(first, false);
        assertOpens(second, false);
        assertOpens(third, true);
      }
      case REVOKE -> {
        TestResponse revoked = under.of(keyId).by("analyst").send(200, call, null);
        assertThat(revoked.text("status")).isEqualTo("revoked");
        assertThat(revoked.text("revoked_by")).isEqualTo("analyst");
        assertOpens(first, false);
      }
      case "DELETE /v1/keys/{key_id}" -> {
        under.of(keyId).send(409, call, null);
        under.of(keyId).send(200, REVOKE, null);
        under.of(keyId).send(204, call, null);
        under.of(keyId).send(404, GET_KEY, null);
        under.of(keyId).send(404, call, null);
      }
      default -> throw new AssertionError("Say here how two of " + call + " take effect.");
    }
  }

  private void assertOpens(String apiKey, boolean opens) {
    assertThat(
            verify.verify(apiKey, api.now(), Deadline.in(Duration.ofSeconds(1)))
                instanceof Accepted)
        .isEqualTo(opens);
  }

  /** Requests under one request ID, or under none. */
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

    TestResponse send(int status, String call, @Nullable String body) {
      TestRequest request =
          TestRequest.of(call)
              .under(requestId)
              .by(operator, operator, "read manage")
              .at("key_id", keyId)
              .at("data_api_id", "a1");
      TestResponse answered = api.answer(body == null ? request : request.body(body));
      assertThat(answered.status()).as("%s: %s", call, answered.body()).isEqualTo(status);
      return answered;
    }
  }
}
