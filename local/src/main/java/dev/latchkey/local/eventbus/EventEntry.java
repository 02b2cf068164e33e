package dev.latchkey.local.eventbus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.local.template.LocalAccount;
import java.time.Instant;

/**
 * An entry of a {@code PutEvents} request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html">PutEventsRequestEntry</a>
 */
record EventEntry(JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TIME_BYTES = 14;

  /** The size as EventBridge counts it, in bytes. */
  int bytes() {
    return (json.has("Time") ? TIME_BYTES : 0)
        + size("Source")
        + size("DetailType")
        + size("Detail");
  }

  /** Whether the entry is an event. If not, EventBridge names an error for this entry only. */
  boolean isEvent() {
    return size("Source") > 0 && size("DetailType") > 0 && detail().isObject();
  }

  /** The event as targets of rules receive it. */
  ObjectNode event(String id, Instant now) {
    ObjectNode event =
        JSON.createObjectNode()
            .put("version", "0")
            .put("id", id)
            .put("detail-type", json.path("DetailType").asText())
            .put("source", json.path("Source").asText())
            .put("account", LocalAccount.ID)
            .put(
                "time",
                Instant.ofEpochSecond(json.path("Time").asLong(now.getEpochSecond())).toString())
            .put("region", LocalAccount.region());
    event.putArray("resources");
    event.set("detail", detail());
    return event;
  }

  private JsonNode detail() {
    try {
      return JSON.readTree(json.path("Detail").asText());
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private int size(String name) {
    return json.path(name).asText().getBytes(UTF_8).length;
  }
}
