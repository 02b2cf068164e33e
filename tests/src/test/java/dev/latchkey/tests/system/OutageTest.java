package dev.latchkey.tests.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.dynamodb.GuardedDynamoDb.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every call says when the table fails. */
final class OutageTest {
  private static final String CALLS_ON_THE_TABLE = "dev.latchkey.tests.system.Calls#onTheTable";

  @ParameterizedTest
  @MethodSource(CALLS_ON_THE_TABLE)
  void aThrottledTableIs429(Calls call) {
    assertThat(send(call, Failure.THROTTLED).expect(429, "throttled").header("retry-after"))
        .isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource(CALLS_ON_THE_TABLE)
  void aTableThatIsDownIs503(Calls call) {
    assertThat(send(call, Failure.DOWN).expect(503, "unavailable").header("retry-after"))
        .isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource(CALLS_ON_THE_TABLE)
  void anythingElseIs500AndSaysNothingOfTheCause(Calls call) {
    Reply reply = send(call, Failure.FORBIDDEN).expect(500, "internal");
    assertThat(reply.exchange().body()).doesNotContainIgnoringCase("dynamo", "exception", "denied");
  }

  @Test
  void healthAndMeAnswerWithoutTheTable() {
    Reply health =
        Things.LATCHKEY
            .dynamoDb()
            .whileFailing(Failure.DOWN, () -> Things.LATCHKEY.anonymous().get("/v1/health"));
    Reply me =
        Things.LATCHKEY
            .dynamoDb()
            .whileFailing(Failure.DOWN, () -> Things.engineer().get("/v1/me"));
    health.expect(200);
    me.expect(200);
  }

  @Test
  void aKeyThatCannotBeCheckedIsNotCalledInvalid() {
    Things.Made key = Things.dataApiOf(Latchkey.ORDERS);
    Client app = Things.LATCHKEY.orders().with("X-Api-Key", key.apiKey());
    Things.LATCHKEY
        .dynamoDb()
        .whileFailing(Failure.DOWN, () -> app.get("/orders"))
        .expect(503, "unavailable");
    app.get("/orders").expect(200);
  }

  private static Reply send(Calls call, Failure failure) {
    Calls.Request request = call.request();
    Client engineer = Things.engineer();
    return Things.LATCHKEY.dynamoDb().whileFailing(failure, () -> request.send(engineer));
  }
}
