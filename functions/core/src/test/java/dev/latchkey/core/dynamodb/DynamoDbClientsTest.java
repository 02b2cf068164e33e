package dev.latchkey.core.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.WriteResult;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.dynamodb.CannedServer.Answer;
import dev.latchkey.core.memory.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Tests the SDK's client as the management functions configure it. */
class DynamoDbClientsTest extends DynamoDbClientContract {
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"));
  private static final String CONFLICT =
      ",\"CancellationReasons\":[{\"Code\":\"None\"},{\"Code\":\"TransactionConflict\"}]";

  @Test
  void doesNotWaitLongerThanTheRequestsTimeout() throws IOException {
    Answer later = new Answer(503, "").with("Retry-After", "10");
    try (CannedServer server = new CannedServer(n -> later);
        DynamoDbClient client = sdk(server.endpoint())) {
      assertThat(bestTime(() -> revoke(client))).isLessThan(IN_ALL.plus(SLACK));
      assertThat(server.count()).as("one attempt a request").isEqualTo(3);
    }
  }

  @Test
  void twoRequestsOneAfterTheOtherFailWithinThreeSeconds() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        DynamoDbClient client =
            sdk(
                local(silent.getLocalPort()),
                DynamoDbClients.MANAGEMENT_ATTEMPT,
                DynamoDbClients.MANAGEMENT_REQUEST)) {
      assertThat(reason(() -> revoke(client))).isEqualTo(RequestException.Reason.UNAVAILABLE);
      long start = System.nanoTime();
      assertThat(reason(() -> revoke(client))).isEqualTo(RequestException.Reason.UNAVAILABLE);
      assertThat(reason(() -> register(client))).isEqualTo(RequestException.Reason.UNAVAILABLE);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void primingKeepsNoConnection() throws IOException {
    Map<String, String> environment = Map.of("AWS_REGION", "us-east-1");
    try (CannedServer server = new CannedServer(n -> new Answer(200, "{}"))) {
      DynamoDbClient client =
          DynamoDbClients.closingConnections(
                  environment,
                  DynamoDbClients.MANAGEMENT_ATTEMPT,
                  DynamoDbClients.MANAGEMENT_REQUEST)
              .endpointOverride(server.endpoint())
              .credentialsProvider(CREDENTIALS)
              .build();
      try (client) {
        keys(client).lookup(Samples.key().key().keyId());
      }
      assertThat(server.received().get(0).headers()).containsEntry("Connection", List.of("close"));
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
  void everyRequestEndsWithItsTime(Function<DynamoDbClient, Object> request) throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        DynamoDbClient client = sdk(local(silent.getLocalPort()), Duration.ofSeconds(10), A_TRY)) {
      assertThat(bestTime(() -> request.apply(client))).isBetween(A_TRY, A_TRY.plus(SLACK));
    }
  }

  @Test
  void twoWritesThatMeetAreThrottled() throws IOException {
    Answer met = Answer.error(400, "TransactionConflictException", "");
    try (CannedServer server = new CannedServer(n -> met);
        DynamoDbClient client = sdk(server.endpoint())) {
      assertThat(reason(() -> revoke(client))).isEqualTo(RequestException.Reason.THROTTLED);
      assertThat(server.count()).isEqualTo(1);
    }
  }

  @Test
  void triesAgainWhenTwoTransactionsMet() throws IOException {
    try (CannedServer server = new CannedServer(n -> n < 3 ? conflict() : new Answer(200, "{}"));
        DynamoDbClient client = sdk(server.endpoint())) {
      assertThat(register(client)).isInstanceOf(WriteResult.Done.class);
      assertThat(server.count()).isEqualTo(3);
    }
  }

  @Test
  void isThrottledWhenTransactionsMeetToTheEnd() throws IOException {
    try (CannedServer server = new CannedServer(n -> conflict());
        DynamoDbClient client = sdk(server.endpoint())) {
      assertThat(reason(() -> register(client))).isEqualTo(RequestException.Reason.THROTTLED);
      assertThat(server.count()).isEqualTo(4);
    }
  }

  @Test
  void isThrottledBeforeAPauseThatPassesTheTimeOfARequest() throws IOException {
    try (CannedServer server = new CannedServer(n -> slowConflict());
        DynamoDbClient client =
            sdk(
                server.endpoint(),
                DynamoDbClients.MANAGEMENT_ATTEMPT,
                DynamoDbClients.MANAGEMENT_REQUEST)) {
      assertThat(reason(() -> register(client))).isEqualTo(RequestException.Reason.THROTTLED);
      assertThat(server.count()).isLessThan(4);
    }
  }

  @Test
  void isThrottledAtOnceWhenATransactionIs() throws IOException {
    String more = ",\"CancellationReasons\":[{\"Code\":\"ThrottlingError\"},{\"Code\":\"None\"}]";
    try (CannedServer server =
            new CannedServer(n -> Answer.error(400, "TransactionCanceledException", more));
        DynamoDbClient client = sdk(server.endpoint())) {
      assertThat(reason(() -> register(client))).isEqualTo(RequestException.Reason.THROTTLED);
      assertThat(server.count()).isEqualTo(1);
    }
  }

  @Test
  void isUnavailableWhenATimeOutClosesTheSocket() {
    try (DynamoDbClient client =
        DynamoDbClients.builder(REGION, A_TRY, IN_ALL)
            .credentialsProvider(CREDENTIALS)
            .httpClientBuilder(null)
            .httpClient(new SocketClosedByTimeOut())
            .build()) {
      assertThat(reason(() -> revoke(client))).isEqualTo(RequestException.Reason.UNAVAILABLE);
    }
  }

  @Test
  void wantsARegion() {
    assertThatIllegalStateException()
        .isThrownBy(() -> DynamoDbClients.builder(Map.of(), A_TRY, IN_ALL))
        .withMessageContaining("AWS_REGION");
  }

  /** Returns a response so late that no four attempts fit into the timeout of a request. */
  private static Answer slowConflict() {
    long end = System.nanoTime() + Duration.ofMillis(600).toNanos();
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return conflict();
  }

  private static Answer conflict() {
    return Answer.error(400, "TransactionCanceledException", CONFLICT);
  }

  private static WriteResult<?, ?> revoke(DynamoDbClient client) {
    return keys(client).revoke(Samples.key().key().keyId(), null, Samples.change());
  }

  private static DynamoDbKeyStore keys(DynamoDbClient client) {
    return new DynamoDbKeyStore(client, "table", 30, 400);
  }

  private static WriteResult<?, ?> register(DynamoDbClient client) {
    DataApi dataApi = Samples.dataApi();
    return new DynamoDbDataApiStore(client, "table", 30)
        .register(dataApi, Samples.key(dataApi.dataApiId()), Samples.change());
  }

  private static DynamoDbClient sdk(URI endpoint) {
    return sdk(endpoint, A_TRY, IN_ALL);
  }

  private static DynamoDbClient sdk(URI endpoint, Duration attempt, Duration request) {
    return DynamoDbClients.builder(REGION, attempt, request)
        .endpointOverride(endpoint)
        .credentialsProvider(CREDENTIALS)
        .build();
  }

  @Override
  protected Client client(URI endpoint, Duration attempt, Duration request) {
    DynamoDbClient client = sdk(endpoint, attempt, request);
    return new Client() {
      @Override
      public Object ask() {
        return revoke(client);
      }

      @Override
      public LookupResult lookup() {
        return keys(client).lookup(Samples.key().key().keyId());
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }

  /** An HTTP client whose reads fail because a timeout has closed the socket. */
  private static final class SocketClosedByTimeOut implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          throw new UncheckedIOException(new SocketException("Socket closed"));
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }
}
