package dev.latchkey.authorizer;

import dev.latchkey.core.telemetry.Telemetry;

/**
 * Limits the lines about requests without a well-formed key, of which anyone can send any number:
 * {@value #MAX_LINES} a second. It counts the others. Not thread-safe.
 */
final class KeylessCalls {
  /** The lines in a second, those about several requests included. */
  static final int MAX_LINES = 10;

  private static final String[] REASONS = {"malformed", "missing"};
  private static final long SECOND = 1_000;

  private final int[] held = new int[REASONS.length];
  private final long[] last = new long[REASONS.length];
  private final Telemetry telemetry;
  private long second;
  private int written;

  KeylessCalls(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  /** Returns whether requests with this outcome are limited. */
  static boolean limits(String reason) {
    return indexOf(reason) >= 0;
  }

  /** Writes what was counted in a second that is over. */
  void pass(long millis) {
    long now = Math.floorDiv(millis, SECOND);
    if (now != second) {
      second = now;
      written = 0;
      for (int i = 0; i < REASONS.length; i++) {
        if (held[i] > 0) {
          telemetry.write(DecisionLine.refused(held[i], REASONS[i], last[i]));
          held[i] = 0;
          written++;
        }
      }
    }
  }

  /**
   * Counts a request.
   *
   * @return whether it has a line of its own
   */
  boolean add(String reason, long millis) {
    if (written < MAX_LINES) {
      written++;
      return true;
    }
    int index = indexOf(reason);
    held[index]++;
    last[index] = millis;
    return false;
  }

  private static int indexOf(String reason) {
    for (int i = 0; i < REASONS.length; i++) {
      if (REASONS[i].equals(reason)) {
        return i;
      }
    }
    return -1;
  }
}
