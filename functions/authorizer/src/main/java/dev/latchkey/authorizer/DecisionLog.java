package dev.latchkey.authorizer;

import dev.latchkey.core.telemetry.Telemetry;
import java.time.Instant;

/**
 * The log and the metrics of one execution environment. A request that is counted with others has
 * no line of its own: the next request writes one for all of them when their minute is over. What
 * an environment has counted when it ends is lost. Not thread-safe: an environment handles one
 * request at a time.
 */
public final class DecisionLog {
  private final Telemetry telemetry;
  private final boolean logsEach;
  private final AllowedCalls allowed;
  private final KeylessCalls keyless;
  private final DecisionMetrics metrics;

  /**
   * @param logsEach whether every allowed request has a line of its own
   */
  public DecisionLog(Telemetry telemetry, boolean logsEach) {
    this.telemetry = telemetry;
    this.logsEach = logsEach;
    this.allowed = new AllowedCalls(telemetry);
    this.keyless = new KeylessCalls(telemetry);
    this.metrics = new DecisionMetrics(telemetry.function());
  }

  /** Logs and counts a decision. */
  void add(Decision decision, Instant now) {
    long millis = now.toEpochMilli();
    allowed.pass(millis);
    keyless.pass(millis);
    if (hasLine(decision, millis)) {
      telemetry.write(DecisionLine.of(decision, millis));
    }
    metrics.add(decision);
    metrics.write(millis, telemetry);
  }

  private boolean hasLine(Decision decision, long millis) {
    if (decision.isAllowed()
        && decision.keyId != null
        && decision.secret != null
        && decision.dataApiId != null) {
      return logsEach
          || decision.isUncounted()
          || allowed.add(decision.keyId, decision.secret, decision.dataApiId, millis);
    }
    String reason = decision.reason;
    return reason == null || !KeylessCalls.limits(reason) || keyless.add(reason, millis);
  }
}
