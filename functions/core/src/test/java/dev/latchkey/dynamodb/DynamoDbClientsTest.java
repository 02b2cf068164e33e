package dev.latchkey.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.dynamodb.CannedServer.Answer;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.Fault;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Outcome;
import dev.latchkey.key.Page;
import dev.latchkey.memory.Samples;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The SDK's client, as management has it. */
class DynamoDbClientsTest extends DynamoDbClientContract {
  private static final String CONFLICT =
      ",\"CancellationReasons\":[{\"Code\":\"None\"},{\"Code\":\"TransactionConflict\"}]";

  @Test
  void doesNotPausePastTheTimeOfTheCallWhateverAnAnswerAsksFor() throws IOException {
    Answer later = new Answer(503, "").with("Retry-After", "10");
    try (CannedServer server = new CannedServer(n -> later);
        DynamoDbClient client = client(server.endpoint())) {
      assertThat(bestTime(() -> Deadline.within(IN_ALL, () -> revoke(client)))).isLessThan(SLACK);
      assertThat(server.count()).as("one try a call").isEqualTo(3);
    }
  }

  static Stream<Named<Function<DynamoDbClient, Object>>> requests() {
    KeyId keyId = Samples.key().key().keyId();
    Page.Request page = new Page.Request(1, null);
    return Stream.of(
        Named.of("find", client -> keys(client).find(keyId)),
        Named.of("look up", client -> keys(client).lookup(keyId)),
        Named.of("create", client -> keys(client).create(Samples.key(), Samples.change())),
        Named.of("revoke", DynamoDbClientsTest::revoke),
        Named.of("register", DynamoDbClientsTest::register),
        Named.of("list", client -> new DynamoDbDataApiStore(client, "table", 30).list(page)));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void afterItsTimeACallAsksNothing(Function<DynamoDbClient, Object> request) throws IOException {
    try (CannedServer server = new CannedServer(n -> new Answer(200, "{}"));
        DynamoDbClient client = client(server.endpoint())) {
      assertThat(reason(() -> Deadline.within(Duration.ZERO, () -> request.apply(client))))
          .isEqualTo(Fault.Reason.UNAVAILABLE);
      assertThat(server.count()).isZero();
    }
  }

  @Test
  void twoWritesThatMeetAreThrottled() throws IOException {
    Answer met = Answer.error(400, "TransactionConflictException", "");
    try (CannedServer server = new CannedServer(n -> met);
        DynamoDbClient client = client(server.endpoint())) {
      assertThat(reason(() -> revoke(client))).isEqualTo(Fault.Reason.THROTTLED);
      assertThat(server.count()).isEqualTo(1);
    }
  }

  @Test
  void triesAgainWhenTwoTransactionsMet() throws IOException {
    try (CannedServer server = new CannedServer(n -> n < 3 ? conflict() : new Answer(200, "{}"));
        DynamoDbClient client = client(server.endpoint())) {
      assertThat(register(client)).isInstanceOf(Outcome.Done.class);
      assertThat(server.count()).isEqualTo(3);
    }
  }

  @Test
  void isThrottledWhenTransactionsMeetToTheEnd() throws IOException {
    try (CannedServer server = new CannedServer(n -> conflict());
        DynamoDbClient client = client(server.endpoint())) {
      assertThat(reason(() -> register(client))).isEqualTo(Fault.Reason.THROTTLED);
      assertThat(server.count()).isEqualTo(4);
    }
  }

  @Test
  void isThrottledBeforeAPauseThatPassesTheTimeOfTheCall() throws IOException {
    try (CannedServer server = new CannedServer(n -> conflict());
        DynamoDbClient client = client(server.endpoint())) {
      assertThat(reason(() -> register(client))).isEqualTo(Fault.Reason.THROTTLED);
      int before = server.count();
      assertThat(reason(() -> Deadline.within(Duration.ofMillis(400), () -> register(client))))
          .isEqualTo(Fault.Reason.THROTTLED);
      assertThat(server.count() - before).isEqualTo(3);
    }
  }

  @Test
  void isThrottledAtOnceWhenATransactionIs() throws IOException {
    String more = ",\"CancellationReasons\":[{\"Code\":\"ThrottlingError\"},{\"Code\":\"None\"}]";
    try (CannedServer server =
            new CannedServer(n -> Answer.error(400, "TransactionCanceledException", more));
        DynamoDbClient client = client(server.endpoint())) {
      assertThat(reason(() -> register(client))).isEqualTo(Fault.Reason.THROTTLED);
      assertThat(server.count()).isEqualTo(1);
    }
  }

  @Test
  void wantsARegion() {
    assertThatIllegalStateException()
        .isThrownBy(() -> DynamoDbClients.builder(Map.of(), A_TRY))
        .withMessageContaining("AWS_REGION");
  }

  private static Answer conflict() {
    return Answer.error(400, "TransactionCanceledException", CONFLICT);
  }

  private static Outcome<?, ?> revoke(DynamoDbClient client) {
    return keys(client).revoke(Samples.key().key().keyId(), null, Samples.change());
  }

  private static DynamoDbKeyStore keys(DynamoDbClient client) {
    return new DynamoDbKeyStore(client, "table", 30, 400);
  }

  private static Outcome<?, ?> register(DynamoDbClient client) {
    DataApi dataApi = Samples.dataApi();
    return new DynamoDbDataApiStore(client, "table", 30)
        .register(dataApi, Samples.key(dataApi.dataApiId()), Samples.change());
  }

  @Override
  DynamoDbClient client(URI endpoint, Duration eachTry) {
    return DynamoDbClients.builder(REGION, eachTry)
        .endpointOverride(endpoint)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
        .build();
  }

  @Override
  Object ask(DynamoDbClient client) {
    return revoke(client);
  }
}
