package dev.latchkey.tests.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.dynamodb.GuardedDynamoDb.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every call says when the table fails. */
final class TableOutageTest {
  private static final String CALLS_ON_THE_TABLE =
      "dev.latchkey.tests.system.ManagementRequests#onTheTable";

  @ParameterizedTest
  @MethodSource(CALLS_ON_THE_TABLE)
  void aThrottledTableIs429(ManagementRequests call) {
    assertThat(send(call, Failure.THROTTLED).expect(429, "throttled").header("retry-after"))
        .isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource(CALLS_ON_THE_TABLE)
  void aTableThatIsDownIs503(ManagementRequests call) {
    assertThat(send(call, Failure.DOWN).expect(503, "unavailable").header("retry-after"))
        .isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource(CALLS_ON_THE_TABLE)
  void anythingElseIs500AndSaysNothingOfTheCause(ManagementRequests call) {
    RecordedResponse reply = send(call, Failure.FORBIDDEN).expect(500, "internal");
    assertThat(reply.exchange().body()).doesNotContainIgnoringCase("dynamo", "exception", "denied");
  }

  @Test
  void healthAndMeAnswerWithoutTheTable() {
    RecordedResponse health =
        Fixtures.LATCHKEY
            .dynamoDb()
            .whileFailing(Failure.DOWN, () -> Fixtures.LATCHKEY.anonymous().get("/v1/health"));
    RecordedResponse me =
        Fixtures.LATCHKEY
            .dynamoDb()
            .whileFailing(Failure.DOWN, () -> Fixtures.engineer().get("/v1/me"));
    health.expect(200);
    me.expect(200);
  }

  @Test
  void aKeyThatCannotBeCheckedIsNotCalledInvalid() {
    Fixtures.Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
    Client app = Fixtures.LATCHKEY.orders().with("X-Api-Key", key.apiKey());
    Fixtures.LATCHKEY
        .dynamoDb()
        .whileFailing(Failure.DOWN, () -> app.get("/orders"))
        .expect(503, "unavailable");
    app.get("/orders").expect(200);
  }

  private static RecordedResponse send(ManagementRequests call, Failure failure) {
    ManagementRequests.Request request = call.request();
    Client engineer = Fixtures.engineer();
    return Fixtures.LATCHKEY.dynamoDb().whileFailing(failure, () -> request.send(engineer));
  }
}
