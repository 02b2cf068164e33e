package dev.latchkey.authorizer;

import dev.latchkey.core.telemetry.JsonBuffer;

/**
 * The durations of a minute's requests, or of every second, fourth, eighth … one if they are many:
 * the embedded metric format takes {@value #MAX} values. So percentiles and averages are right, and
 * the number of values is not. Not thread-safe.
 */
final class Durations {
  /** The most values of a metric in one line. */
  static final int MAX = 100;

  private final long[] kept = new long[MAX];
  private int length;
  private long seen;
  private long step = 1;

  void add(long nanoseconds) {
    if (seen++ % step != 0) {
      return;
    }
    if (length == MAX) {
      halve();
      if ((seen - 1) % step != 0) {
        return;
      }
    }
    kept[length++] = nanoseconds;
  }

  boolean isEmpty() {
    return length == 0;
  }

  void clear() {
    length = 0;
    seen = 0;
    step = 1;
  }

  /** Writes them in milliseconds, to the microsecond. */
  void writeTo(JsonBuffer json) {
    json.beginArray();
    for (int i = 0; i < length; i++) {
      json.number(Math.round(kept[i] / 1e3) / 1e3);
    }
    json.endArray();
  }

  private void halve() {
    length = MAX / 2;
    step *= 2;
    for (int i = 0; i < length; i++) {
      kept[i] = kept[2 * i];
    }
  }
}
