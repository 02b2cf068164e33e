package dev.latchkey.authorizer;

import dev.latchkey.core.domain.SecretVersion;
import dev.latchkey.core.telemetry.Telemetry;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts this minute's allowed requests by key and secret. The first ones have a line each, the
 * others one line for a hundred. What is left when the minute is over has one line more, so no line
 * covers two days. Not thread-safe: an environment handles one request at a time.
 */
final class AllowedCalls {
  /** The requests of a key and secret that have a line each in a minute. */
  static final int EACH = 10;

  /** The number of further requests that have one line together. */
  static final int TOGETHER = 100;

  /** The number of keys and secrets that are counted. Requests of others have a line each. */
  static final int MAX_COUNTED = 1_000;

  private static final long MINUTE = 60_000;

  private final Map<String, Calls> current = new HashMap<>();
  private final Map<String, Calls> previous = new HashMap<>();
  private final Telemetry telemetry;
  private long minute;

  AllowedCalls(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  /** Writes what is left of a minute that is over. */
  void pass(long millis) {
    long now = Math.floorDiv(millis, MINUTE);
    if (now != minute) {
      minute = now;
      writeAll(current, SecretVersion.CURRENT);
      writeAll(previous, SecretVersion.PREVIOUS);
    }
  }

  /**
   * Counts a request.
   *
   * @return whether it has a line of its own
   */
  boolean add(String keyId, SecretVersion secret, String dataApiId, long millis) {
    Map<String, Calls> counted = secret == SecretVersion.CURRENT ? current : previous;
    Calls calls = counted.get(keyId);
    if (calls == null) {
      if (current.size() + previous.size() == MAX_COUNTED) {
        return true;
      }
      calls = new Calls(dataApiId);
      counted.put(keyId, calls);
    }
    if (calls.lines < EACH) {
      calls.lines++;
      return true;
    }
    calls.held++;
    calls.last = millis;
    if (calls.held == TOGETHER) {
      write(calls, keyId, secret);
    }
    return false;
  }

  private void writeAll(Map<String, Calls> counted, SecretVersion secret) {
    for (Map.Entry<String, Calls> entry : counted.entrySet()) {
      if (entry.getValue().held > 0) {
        write(entry.getValue(), entry.getKey(), secret);
      }
    }
    counted.clear();
  }

  private void write(Calls calls, String keyId, SecretVersion secret) {
    telemetry.write(DecisionLine.allowed(calls.held, keyId, secret, calls.dataApiId, calls.last));
    calls.held = 0;
  }

  private static final class Calls {
    private final String dataApiId;
    private int lines;
    private int held;
    private long last;

    private Calls(String dataApiId) {
      this.dataApiId = dataApiId;
    }
  }
}
