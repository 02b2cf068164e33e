package dev.latchkey.core.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.dynamodb.CannedServer.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of the functions' clients if DynamoDB is slow, unavailable or throttles. */
public abstract class DynamoDbClientContract {
  protected static final Map<String, String> REGION = Map.of("AWS_REGION", "eu-central-1");
  protected static final Duration A_TRY = Duration.ofMillis(300);
  protected static final Duration IN_ALL = Duration.ofSeconds(1);

  /** The timeouts where a response is expected, however busy the machine is. */
  protected static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Extra time for a busy machine, in addition to the client's timeouts. */
  protected static final Duration SLACK = Duration.ofMillis(700);

  /** A client of the functions. */
  protected interface Client extends AutoCloseable {
    /** Sends one request. */
    Object ask();

    /** Looks a key up. */
    LookupResult lookup();

    @Override
    void close();
  }

  /**
   * Creates a client for a DynamoDB endpoint.
   *
   * @param attempt the timeout of one attempt
   * @param request the timeout of one request, including retries
   */
  protected abstract Client client(URI endpoint, Duration attempt, Duration request);

  @Test
  void timesOutOnAServerThatNeverResponds() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Client client = client(local(silent.getLocalPort()))) {
      assertThat(bestTime(() -> client.ask())).isBetween(A_TRY, IN_ALL.plus(SLACK));
    }
  }

  @Test
  void timesOutOnAResponseThatNeverCompletes() throws IOException {
    try (CannedServer server = new CannedServer(n -> new Answer(200, "{", 1_000, Map.of()));
        Client client = client(server.endpoint())) {
      assertThat(bestTime(() -> client.ask())).isBetween(A_TRY, IN_ALL.plus(SLACK));
    }
  }

  @Test
  void givesUpInTheMiddleOfATryWhenTheTimeOfTheRequestIsOver() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Client client = client(local(silent.getLocalPort()), Duration.ofSeconds(10), A_TRY)) {
      assertThat(bestTime(() -> client.ask())).isBetween(A_TRY, A_TRY.plus(SLACK));
    }
  }

  @Test
  void timesOutWithoutAListener() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    try (Client client = client(local(port))) {
      assertThat(bestTime(() -> client.ask())).isLessThan(IN_ALL.plus(SLACK));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, ProvisionedThroughputExceededException, THROTTLED, 3",
    "400, ThrottlingException, THROTTLED, 3",
    "400, RequestLimitExceeded, THROTTLED, 3",
    "500, InternalServerError, UNAVAILABLE, 3",
    "503, ServiceUnavailable, UNAVAILABLE, 3",
    "400, ValidationException, INTERNAL, 1",
    "400, ResourceNotFoundException, INTERNAL, 1",
    "400, AccessDeniedException, INTERNAL, 1",
  })
  void mapsErrorsToReasonsAndRetriesIfUseful(
      int status, String type, RequestException.Reason reason, int tries) throws IOException {
    try (CannedServer server = new CannedServer(n -> Answer.error(status, type, ""));
        Client client = client(server.endpoint())) {
      assertThat(reason(() -> client.ask())).isEqualTo(reason);
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
  void aMalformedResponseLeavesTheResultUnknown(int status, String body) throws IOException {
    try (CannedServer server = new CannedServer(n -> new Answer(status, body));
        Client client = client(server.endpoint())) {
      assertThat(reason(() -> client.ask())).isEqualTo(RequestException.Reason.UNAVAILABLE);
    }
  }

  @Test
  void retriesAfterAWrongChecksum() throws IOException {
    Answer damaged = new Answer(200, "{}").with("x-amz-crc32", "1");
    try (CannedServer server = new CannedServer(n -> n < 3 ? damaged : new Answer(200, "{}"));
        Client client = client(server.endpoint())) {
      assertThat(client.lookup()).isEqualTo(new LookupResult.Unknown());
      assertThat(server.count()).isEqualTo(3);
    }
  }

  /** Returns the shortest duration of three runs, as the first one loads classes. */
  protected Duration bestTime(ThrowingCallable call) {
    long shortest =
        LongStream.range(0, 3)
            .map(
                i -> {
                  long start = System.nanoTime();
                  assertThat(reason(call)).isEqualTo(RequestException.Reason.UNAVAILABLE);
                  return System.nanoTime() - start;
                })
            .min()
            .orElseThrow();
    return Duration.ofNanos(shortest);
  }

  protected Client client(URI endpoint) {
    return client(endpoint, A_TRY, IN_ALL);
  }

  protected static RequestException.Reason reason(ThrowingCallable call) {
    return catchThrowableOfType(RequestException.class, call).reason();
  }

  protected static URI local(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
