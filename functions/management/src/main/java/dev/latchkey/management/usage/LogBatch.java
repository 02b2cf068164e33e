package dev.latchkey.management.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.core.application.UsageBatch;
import dev.latchkey.core.domain.SecretHash;
import dev.latchkey.management.json.JsonDocument;
import dev.latchkey.management.json.MalformedJsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * The lines that CloudWatch Logs delivers to a subscriber.
 *
 * @param usage the requests that the lines are about
 * @param lines the number of lines that were added up; others are ignored
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html">Log
 *     group subscriptions</a>
 */
public record LogBatch(UsageBatch usage, int lines) {
  /** The most bytes that a delivery unpacks to. A Lambda event has at most 256 KB packed. */
  private static final int MAX_UNPACKED = 64 * 1024 * 1024;

  /** The length of a batch's ID, in bytes. */
  private static final int ID_BYTES = 16;

  /**
   * Reads a delivery.
   *
   * @param data what the event contains: JSON, packed with gzip, in Base64
   * @throws IllegalArgumentException if it is not a delivery of CloudWatch Logs
   */
  public static LogBatch read(String data) {
    if (!(document(data).root() instanceof Map<?, ?> delivery)) {
      throw new IllegalArgumentException("The log delivery is not an object.");
    }
    SortedMap<String, String> messages = messages(delivery);
    UsageBatch usage = new UsageBatch(id(delivery, messages));
    int lines = 0;
    for (String message : messages.values()) {
      lines += AuthorizerLine.addTo(usage, message) ? 1 : 0;
    }
    return new LogBatch(usage, lines);
  }

  /** Returns the lines by their IDs. So the same lines in another order are the same batch. */
  private static SortedMap<String, String> messages(Map<?, ?> delivery) {
    SortedMap<String, String> messages = new TreeMap<>();
    if (delivery.get("logEvents") instanceof List<?> events) {
      for (Object event : events) {
        if (event instanceof Map<?, ?> line
            && line.get("id") instanceof String id
            && line.get("message") instanceof String message) {
          messages.put(id, message);
        }
      }
    }
    return messages;
  }

  private static String id(Map<?, ?> delivery, SortedMap<String, String> messages) {
    StringBuilder text = new StringBuilder();
    text.append(delivery.get("logGroup")).append('\n').append(delivery.get("logStream"));
    messages.keySet().forEach(id -> text.append('\n').append(id));
    byte[] hash = SecretHash.sha256().digest(text.toString().getBytes(UTF_8));
    return HexFormat.of().formatHex(hash, 0, ID_BYTES);
  }

  private static JsonDocument document(String data) {
    byte[] packed = Base64.getDecoder().decode(data);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] unpacked = in.readNBytes(MAX_UNPACKED + 1);
      if (unpacked.length > MAX_UNPACKED) {
        throw new IllegalArgumentException("The log delivery is too large.");
      }
      return JsonDocument.read(new String(unpacked, UTF_8), MAX_UNPACKED);
    } catch (IOException | MalformedJsonException e) {
      throw new IllegalArgumentException("The log delivery cannot be read.", e);
    }
  }
}
