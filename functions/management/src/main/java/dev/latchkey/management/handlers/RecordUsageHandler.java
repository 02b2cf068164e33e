package dev.latchkey.management.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.CloudWatchLogsEvent;
import dev.latchkey.core.application.UsageStore;
import dev.latchkey.core.telemetry.Counter;
import dev.latchkey.core.telemetry.LogLine;
import dev.latchkey.core.telemetry.Telemetry;
import dev.latchkey.management.usage.LogBatch;
import org.jspecify.annotations.Nullable;

/**
 * Records when keys are used, from the authorizer's log. It ignores lines that the authorizer does
 * not write. If it fails, Lambda repeats the batch, which counts once.
 */
public final class RecordUsageHandler
    implements RequestHandler<CloudWatchLogsEvent, @Nullable Void> {
  private final UsageStore usage;
  private final Telemetry telemetry;

  public RecordUsageHandler() {
    this(ManagementDependencies.shared());
  }

  RecordUsageHandler(ManagementDependencies dependencies) {
    this.usage = dependencies.stores().usage();
    this.telemetry = dependencies.telemetry();
  }

  @Override
  public @Nullable Void handleRequest(CloudWatchLogsEvent event, Context context) {
    long start = System.nanoTime();
    LogLine line = telemetry.line(context.getFunctionName(), context.getAwsRequestId());
    try {
      LogBatch batch = LogBatch.read(event.getAwsLogs().getData());
      usage.add(batch.usage());
      line.with("batch", batch.usage().id())
          .with("keys", batch.usage().byKey().size())
          .count(Counter.USAGE_LINES, batch.lines());
      return null;
    } catch (RuntimeException e) {
      line.failure(e).count(Counter.BATCH_ERRORS);
      throw e;
    } finally {
      telemetry.write(line.took(System.nanoTime() - start));
    }
  }
}
