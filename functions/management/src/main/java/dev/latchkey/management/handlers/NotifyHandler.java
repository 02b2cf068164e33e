package dev.latchkey.management.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.latchkey.core.application.PutNotices;
import dev.latchkey.core.telemetry.Counter;
import dev.latchkey.core.telemetry.LogLine;
import dev.latchkey.core.telemetry.Telemetry;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts notices on a schedule. It fails only if the table does. A later run catches up on what this
 * one did not put.
 */
public final class NotifyHandler implements RequestHandler<Map<String, Object>, @Nullable Void> {
  private final PutNotices notices;
  private final InstantSource clock;
  private final Telemetry telemetry;

  public NotifyHandler() {
    this(
        ManagementDependencies.notices(),
        ManagementDependencies.clockOfSystem(),
        ManagementDependencies.telemetryOfEnvironment());
  }

  NotifyHandler(PutNotices notices, InstantSource clock, Telemetry telemetry) {
    this.notices = notices;
    this.clock = clock;
    this.telemetry = telemetry;
  }

  @Override
  public @Nullable Void handleRequest(Map<String, Object> schedule, Context context) {
    long start = System.nanoTime();
    LogLine line = telemetry.line(context.getFunctionName(), context.getAwsRequestId());
    try {
      int count = notices.run(clock.instant());
      if (count > 0) {
        line.count(Counter.NOTICES_PUT, count);
      }
      return null;
    } catch (RuntimeException e) {
      line.failure(e).count(Counter.BATCH_ERRORS);
      throw e;
    } finally {
      // Not as a metric: a metric with a value in each hour is billed for each hour.
      telemetry.write(line.with("milliseconds", (System.nanoTime() - start) / 1_000_000));
    }
  }
}
