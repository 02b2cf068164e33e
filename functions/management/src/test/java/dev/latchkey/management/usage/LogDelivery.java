package dev.latchkey.management.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** What CloudWatch Logs sends to a subscriber. */
public final class LogDelivery {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Map<String, Object>> events = new ArrayList<>();

  /** Adds a line with an ID. */
  public LogDelivery line(String id, String message) {
    events.add(Map.of("id", id, "timestamp", 1_795_262_400_000L, "message", message));
    return this;
  }

  /** Returns the member {@code data} of the event. */
  public String data() {
    try {
      return packed(
          JSON.writeValueAsString(
              Map.of(
                  "messageType",
                  "DATA_MESSAGE",
                  "owner",
                  "000000000000",
                  "logGroup",
                  "authorizer",
                  "logStream",
                  "2026/11/27/[7]a1b2",
                  "subscriptionFilters",
                  List.of("usage"),
                  "logEvents",
                  events)));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a text, packed with gzip, in Base64. */
  public static String packed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
