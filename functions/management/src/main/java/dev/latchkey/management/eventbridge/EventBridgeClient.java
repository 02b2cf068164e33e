package dev.latchkey.management.eventbridge;

import dev.latchkey.management.aws.AwsJsonClient;
import dev.latchkey.management.aws.AwsJsonResponse;
import dev.latchkey.management.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts events on the default event bus of the account, with {@code PutEvents}.
 *
 * @param client sends requests to EventBridge
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
public record EventBridgeClient(AwsJsonClient client) implements EventBus {
  /** EventBridge's name in signatures. */
  public static final String SERVICE = "events";

  /** The timeout of one attempt: to connect, and then for each read. */
  public static final Duration TIMEOUT = Duration.ofSeconds(3);

  private static final int MAX_ERROR = 1_000;

  @Override
  public List<BusEvent> put(List<BusEvent> events) throws IOException {
    AwsJsonResponse response = client.send("AWSEvents.PutEvents", request(events));
    String body = response.body();
    if (!response.isOk()) {
      throw new IOException(
          "PutEvents returned %d: %s"
              .formatted(response.status(), body.substring(0, Math.min(MAX_ERROR, body.length()))));
    }
    return failed(events, response);
  }

  private static JsonObject request(List<BusEvent> events) {
    return new JsonObject()
        .with(
            "Entries",
            events.stream()
                .map(
                    event ->
                        new JsonObject()
                            .with("Source", BusEvent.SOURCE)
                            .with("DetailType", event.detailType())
                            .with("Detail", event.detail())
                            .with("Time", event.at().getEpochSecond()))
                .toList());
  }

  /** Returns the events whose entries in the response, which have the same order, name an error. */
  private static List<BusEvent> failed(List<BusEvent> events, AwsJsonResponse response)
      throws IOException {
    List<BusEvent> failed = new ArrayList<>();
    List<?> entries = response.members().get("Entries") instanceof List<?> list ? list : List.of();
    if (entries.size() != events.size()) {
      throw new IOException("PutEvents responded to %d entries.".formatted(entries.size()));
    }
    for (int i = 0; i < entries.size(); i++) {
      if (!(entries.get(i) instanceof Map<?, ?> entry)
          || !(entry.get("EventId") instanceof String)
          || entry.containsKey("ErrorCode")) {
        failed.add(events.get(i));
      }
    }
    return failed;
  }
}
