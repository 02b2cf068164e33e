package dev.latchkey.local.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.local.template.LogSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** The events that CloudWatch Logs sends to a function: JSON, packed with gzip, in Base64. */
final class LogEvents {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LogEvents() {}

  /**
   * A line.
   *
   * @param number no other line has it
   * @param millis when it was printed
   */
  record Event(long number, long millis, String message) {}

  static byte[] json(LogSource source, String account, List<Event> events) {
    try {
      byte[] delivery =
          JSON.writeValueAsBytes(
              Map.of(
                  "messageType",
                  "DATA_MESSAGE",
                  "owner",
                  account,
                  "logGroup",
                  source.logGroup(),
                  "logStream",
                  "local",
                  "subscriptionFilters",
                  List.of(source.function()),
                  "logEvents",
                  events.stream().map(LogEvents::event).toList()));
      String data = Base64.getEncoder().encodeToString(packed(delivery));
      return JSON.writeValueAsBytes(Map.of("awslogs", Map.of("data", data)));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> event(Event event) {
    return Map.of(
        "id", "%056d".formatted(event.number()),
        "timestamp", event.millis(),
        "message", event.message());
  }

  private static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
