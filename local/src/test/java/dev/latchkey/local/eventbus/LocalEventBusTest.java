package dev.latchkey.local.eventbus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalEventBusTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GOOD =
      "{\"Source\":\"shop\",\"DetailType\":\"Order\",\"Detail\":\"{\\\"n\\\":1}\",\"Time\":1795251600}";

  private final List<String> events = new CopyOnWriteArrayList<>();
  private LocalEventBus bus;

  @BeforeEach
  void start() throws IOException {
    bus = LocalEventBus.start(events::add);
  }

  @AfterEach
  void stop() {
    bus.close();
  }

  @Test
  void anEventIsDeliveredAsRulesSeeIt() throws Exception {
    JsonNode response = JSON.readTree(put(entries(GOOD)).body());
    assertThat(response.path("FailedEntryCount").asInt()).isZero();
    JsonNode event = JSON.readTree(events.get(0));
    assertThat(event.path("id")).isEqualTo(response.at("/Entries/0/EventId"));
    assertThat(event.path("source").asText()).isEqualTo("shop");
    assertThat(event.path("detail-type").asText()).isEqualTo("Order");
    assertThat(event.path("time").asText()).isEqualTo("2026-11-21T09:00:00Z");
    assertThat(event.at("/detail/n").asInt()).isEqualTo(1);
    assertThat(event.path("resources").isArray()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"DetailType\":\"Order\",\"Detail\":\"{}\"}",
        "{\"Source\":\"shop\",\"Detail\":\"{}\"}",
        "{\"Source\":\"shop\",\"DetailType\":\"Order\"}",
        "{\"Source\":\"shop\",\"DetailType\":\"Order\",\"Detail\":\"[]\"}",
        "{\"Source\":\"shop\",\"DetailType\":\"Order\",\"Detail\":\"{\"}"
      })
  void anEntryThatIsNoEventFailsAlone(String entry) throws Exception {
    HttpResponse<String> response = put(entries(entry, GOOD));
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode body = JSON.readTree(response.body());
    assertThat(body.path("FailedEntryCount").asInt()).isEqualTo(1);
    assertThat(body.at("/Entries/0").has("ErrorCode")).isTrue();
    assertThat(body.at("/Entries/1").has("EventId")).isTrue();
    assertThat(events).hasSize(1);
  }

  @Test
  void aRequestHasOneToTenEntriesOf256Kilobytes() throws Exception {
    String tenth = GOOD.replace("shop", "s".repeat(26_100));
    String eleventh = GOOD.replace("shop", "s".repeat(27_000));
    assertThat(put(entries(java.util.Collections.nCopies(10, tenth).toArray(String[]::new))))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(200);
    for (String wrong :
        List.of(
            entries(),
            "{}",
            "{",
            entries(java.util.Collections.nCopies(11, GOOD).toArray(String[]::new)),
            entries(java.util.Collections.nCopies(10, eleventh).toArray(String[]::new)))) {
      HttpResponse<String> response = put(wrong);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("ValidationException");
    }
    assertThat(events).hasSize(10);
  }

  @Test
  void whatAWebPageCanSendIsNotAnswered() throws Exception {
    for (HttpRequest.Builder request :
        List.of(
            request().headers("Content-Type", "text/plain"),
            request().headers("X-Amz-Target", "AWSEvents.PutEvents"),
            request()
                .headers("Content-Type", "application/x-amz-json-1.1")
                .headers("X-Amz-Target", "AWSEvents.PutEvents"))) {
      assertThat(send(request, entries(GOOD)).statusCode()).isEqualTo(400);
    }
    assertThat(events).isEmpty();
  }

  private static String entries(String... entries) {
    return "{\"Entries\":[" + String.join(",", entries) + "]}";
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(bus.endpoint());
  }

  private HttpResponse<String> put(String body) throws Exception {
    return send(
        request()
            .headers("Content-Type", "application/x-amz-json-1.1")
            .headers("X-Amz-Target", "AWSEvents.PutEvents")
            .headers("Authorization", "AWS4-HMAC-SHA256 Credential=local/x"),
        body);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, String body)
      throws Exception {
    return HttpClient.newHttpClient()
        .send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }
}
