package dev.latchkey.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.latchkey.dynamodb.CannedServer.Answer;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.Fault;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyLookup;
import dev.latchkey.key.Outcome;
import dev.latchkey.key.Page;
import dev.latchkey.memory.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** What the functions' client does when DynamoDB is slow, away or unwilling. */
class DynamoDbClientsTest {
  private static final Map<String, String> REGION = Map.of("AWS_REGION", "eu-central-1");
  private static final Duration A_TRY = Duration.ofMillis(300);
  private static final Duration IN_ALL = Duration.ofSeconds(1);

  /** Beyond what the client allows itself: its threads wait for a busy machine. */
  private static final Duration SLACK = Duration.ofMillis(700);

  private static final String CONFLICT =
      ",\"CancellationReasons\":[{\"Code\":\"None\"},{\"Code\":\"TransactionConflict\"}]";

  @Test
  void givesUpInTimeOnAServerThatNeverAnswers() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        DynamoDbClient client = client(local(silent.getLocalPort()))) {
      assertThat(bestTime(() -> revoke(client))).isBetween(A_TRY, IN_ALL.plus(SLACK));
    }
  }

  @Test
  void givesUpInTimeOnAnAnswerThatNeverEnds() throws IOException {
    try (CannedServer server = new CannedServer(n -> new Answer(200, "{", 1_000, Map.of()));
        DynamoDbClient client = client(server.endpoint())) {
      assertThat(bestTime(() -> revoke(client))).isBetween(A_TRY, IN_ALL.plus(SLACK));
    }
  }

  @Test
  void givesUpInTheMiddleOfATryWhenTheTimeOfTheCallIsOver() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        DynamoDbClient client =
            client(
                DynamoDbClients.builder(REGION, Duration.ofSeconds(10)),
                local(silent.getLocalPort()))) {
      assertThat(bestTime(() -> Deadline.within(A_TRY, () -> revoke(client))))
          .isBetween(A_TRY, A_TRY.plus(SLACK));
    }
  }

  @Test
  void doesNotPausePastTheTimeOfTheCallWhateverAnAnswerAsksFor() throws IOException {
    Answer later = new Answer(503, "").with("Retry-After", "10");
    try (CannedServer server = new CannedServer(n -> later);
        DynamoDbClient client = client(server.endpoint())) {
      assertThat(bestTime(() -> Deadline.within(IN_ALL, () -> revoke(client)))).isLessThan(SLACK);
      assertThat(server.count()).as("one try a call").isEqualTo(3);
    }
  }

  @Test
  void twoRequestsOfOneCallShareItsTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        DynamoDbClient client = client(local(silent.getLocalPort()))) {
      assertThat(reason(() -> revoke(client))).isEqualTo(Fault.Reason.UNAVAILABLE);
      long start = System.nanoTime();
      assertThat(
              reason(
                  () ->
                      Deadline.within(
                          IN_ALL,
                          () -> {
                            assertThat(reason(() -> revoke(client)))
                                .isEqualTo(Fault.Reason.UNAVAILABLE);
                            return revoke(client);
                          })))
          .isEqualTo(Fault.Reason.UNAVAILABLE);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IN_ALL.plus(SLACK));
      assertThat(bestTime(() -> revoke(client))).as("afterwards, all of it").isGreaterThan(A_TRY);
    }
  }

  @Test
  void theTimeOfACallRunsFromItsFirstRequest() throws IOException {
    try (CannedServer server = new CannedServer(n -> new Answer(200, "{}"));
        DynamoDbClient client = client(server.endpoint())) {
      KeyId keyId = Samples.key().key().keyId();
      assertThat(
              Deadline.within(
                  IN_ALL,
                  () -> {
                    long coldUntil = System.nanoTime() + IN_ALL.toNanos();
                    while (System.nanoTime() < coldUntil) {
                      Thread.onSpinWait();
                    }
                    return keys(client).lookup(keyId);
                  }))
          .isEqualTo(new KeyLookup.Unknown());
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
  void givesUpInTimeWhereNobodyListens() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    try (DynamoDbClient client = client(local(port))) {
      assertThat(bestTime(() -> revoke(client))).isLessThan(IN_ALL.plus(SLACK));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, ProvisionedThroughputExceededException, THROTTLED, 3",
    "400, ThrottlingException, THROTTLED, 3",
    "400, RequestLimitExceeded, THROTTLED, 3",
    "400, TransactionConflictException, THROTTLED, 1",
    "500, InternalServerError, UNAVAILABLE, 3",
    "503, ServiceUnavailable, UNAVAILABLE, 3",
    "400, ValidationException, INTERNAL, 1",
    "400, ResourceNotFoundException, INTERNAL, 1",
    "400, AccessDeniedException, INTERNAL, 1",
  })
  void saysWhatARefusalMeansAndTriesAgainWhereThatHelps(
      int status, String type, Fault.Reason reason, int tries) throws IOException {
    try (CannedServer server = new CannedServer(n -> Answer.error(status, type, ""));
        DynamoDbClient client = client(server.endpoint())) {
      assertThat(reason(() -> revoke(client))).isEqualTo(reason);
      assertThat(server.count()).isEqualTo(tries);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|''",
        "400|{}",
        "400|[]",
        "400|{\"__type\":7",
        "400|#!?",
        "404|<html>",
        "200|#!?"
      })
  void noiseInPlaceOfAnAnswerLeavesTheOutcomeUnknown(int status, String body) throws IOException {
    try (CannedServer server = new CannedServer(n -> new Answer(status, body));
        DynamoDbClient client = client(server.endpoint())) {
      assertThat(reason(() -> revoke(client))).isEqualTo(Fault.Reason.UNAVAILABLE);
    }
  }

  @Test
  void triesAgainWhenAnAnswerIsNotWhatItsChecksumSays() throws IOException {
    Answer damaged = new Answer(200, "{}").with("x-amz-crc32", "1");
    try (CannedServer server = new CannedServer(n -> n < 3 ? damaged : new Answer(200, "{}"));
        DynamoDbClient client = client(server.endpoint())) {
      assertThat(keys(client).lookup(Samples.key().key().keyId()))
          .isEqualTo(new KeyLookup.Unknown());
      assertThat(server.count()).isEqualTo(3);
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

  /** The shortest of three calls, as the first one loads classes. */
  private static Duration bestTime(ThrowingCallable call) {
    long shortest =
        LongStream.range(0, 3)
            .map(
                i -> {
                  long start = System.nanoTime();
                  assertThat(reason(call)).isEqualTo(Fault.Reason.UNAVAILABLE);
                  return System.nanoTime() - start;
                })
            .min()
            .orElseThrow();
    return Duration.ofNanos(shortest);
  }

  private static Outcome<?, ?> revoke(DynamoDbClient client) {
    return keys(client).revoke(Samples.key().key().keyId(), null, Samples.change());
  }

  private static DynamoDbKeyStore keys(DynamoDbClient client) {
    return new DynamoDbKeyStore(client, "table", 30);
  }

  private static Outcome<?, ?> register(DynamoDbClient client) {
    DataApi dataApi = Samples.dataApi();
    return new DynamoDbDataApiStore(client, "table", 30)
        .register(dataApi, Samples.key(dataApi.dataApiId()), Samples.change());
  }

  private static Fault.Reason reason(ThrowingCallable call) {
    return catchThrowableOfType(Fault.class, call).reason();
  }

  private static URI local(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static DynamoDbClient client(URI endpoint) {
    return client(DynamoDbClients.builder(REGION, A_TRY), endpoint);
  }

  private static DynamoDbClient client(DynamoDbClientBuilder builder, URI endpoint) {
    return builder
        .endpointOverride(endpoint)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
        .build();
  }
}
