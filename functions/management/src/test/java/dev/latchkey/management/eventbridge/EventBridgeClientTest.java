package dev.latchkey.management.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.local.eventbus.LocalEventBus;
import dev.latchkey.management.aws.AwsJsonClient;
import dev.latchkey.testing.Loopback;
import dev.latchkey.testing.Loopback.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class EventBridgeClientTest {
  private static final Instant AT = Instant.parse("2026-11-21T09:00:00Z");
  private static final BusEvent GOOD =
      new BusEvent("1", "Key revoked", AT, "{\"name\":\"Ä 海 \\\"x\\\"\"}");
  private static final BusEvent BAD = new BusEvent("2", "Key revoked", AT, "no object");

  private static EventBridgeClient client(URI endpoint) {
    return new EventBridgeClient(
        AwsJsonClient.create(
            endpoint,
            EventBridgeClient.SERVICE,
            "us-east-1",
            StaticCredentialsProvider.create(AwsSessionCredentials.create("id", "secret", "token")),
            EventBridgeClient.TIMEOUT));
  }

  @Test
  void eventsArriveAsRulesSeeThem() throws IOException {
    BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    try (LocalEventBus bus = LocalEventBus.start(arrived::add)) {
      assertThat(client(bus.endpoint()).put(List.of(GOOD))).isEmpty();
    }
    assertThat(arrived)
        .singleElement()
        .asString()
        .contains(
            "\"detail-type\":\"Key revoked\"",
            "\"source\":\"latchkey\"",
            "\"time\":\"2026-11-21T09:00:00Z\"",
            "\"detail\":{\"name\":\"Ä 海 \\\"x\\\"\"}");
  }

  @Test
  void entriesThatAreNotAcceptedAreReturned() throws IOException {
    try (LocalEventBus bus = LocalEventBus.start(event -> {})) {
      assertThat(client(bus.endpoint()).put(List.of(GOOD, BAD, GOOD))).containsExactly(BAD);
    }
  }

  @Test
  void aRequestOfMoreThanTenEventsIsRefused() throws IOException {
    try (LocalEventBus bus = LocalEventBus.start(event -> {})) {
      EventBridgeClient client = client(bus.endpoint());
      List<BusEvent> eleven = java.util.Collections.nCopies(11, GOOD);
      assertThatThrownBy(() -> client.put(eleven))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("ValidationException");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Entries\":[{\"ErrorCode\":\"ThrottlingException\",\"ErrorMessage\":\"slow\"}]}",
        "{\"Entries\":[{\"EventId\":\"e\",\"ErrorCode\":\"InternalFailure\"}]}",
        "{\"Entries\":[{}]}",
        "{\"Entries\":[7]}"
      })
  void anEntryWithoutAnEventIdIsNotAccepted(String body) throws IOException {
    try (Loopback server = server(200, body)) {
      assertThat(client(endpoint(server)).put(List.of(GOOD))).containsExactly(GOOD);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>", "[]", "{}", "{\"Entries\":[]}", "{\"Entries\":[{},{}]}", "{\"En"})
  void aResponseThatSaysNothingIsAFailure(String body) throws IOException {
    try (Loopback server = server(200, body)) {
      EventBridgeClient client = client(endpoint(server));
      assertThatThrownBy(() -> client.put(List.of(GOOD))).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 500, 503})
  void anErrorOfTheServiceIsAFailureThatNamesIt(int status) throws IOException {
    try (Loopback server = server(status, "{\"__type\":\"ThrottlingException\"}")) {
      EventBridgeClient client = client(endpoint(server));
      assertThatThrownBy(() -> client.put(List.of(GOOD)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(status + ": {\"__type\":\"ThrottlingException\"}");
    }
  }

  @Test
  void noConnectionIsAFailure() throws IOException {
    URI gone;
    try (LocalEventBus bus = LocalEventBus.start(event -> {})) {
      gone = bus.endpoint();
    }
    EventBridgeClient client = client(gone);
    assertThatThrownBy(() -> client.put(List.of(GOOD))).isInstanceOf(IOException.class);
  }

  private static Loopback server(int status, String body) throws IOException {
    return new Loopback(ServerSocketFactory.getDefault(), request -> Answer.json(status, body));
  }

  private static URI endpoint(Loopback server) {
    return URI.create("http://localhost:" + server.port());
  }
}
