package dev.latchkey.management.eventbridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;

/**
 * An event as it goes to the event bus.
 *
 * @param sequenceNumber of the stream's record that it comes from
 * @param detailType what happened, such as {@code Key revoked}; rules select events by it
 * @param at when
 * @param detail a JSON object
 */
public record BusEvent(String sequenceNumber, String detailType, Instant at, String detail) {
  /** The source of all events, by which rules select them. */
  static final String SOURCE = "latchkey";

  /** The size of an entry's time, as EventBridge counts it. */
  private static final int TIME_BYTES = 14;

  /**
   * Returns the size of the entry as EventBridge counts it, in bytes.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html">Calculating
   *     the size of an entry</a>
   */
  int bytes() {
    return TIME_BYTES
        + SOURCE.length()
        + detailType.getBytes(UTF_8).length
        + detail.getBytes(UTF_8).length;
  }
}
