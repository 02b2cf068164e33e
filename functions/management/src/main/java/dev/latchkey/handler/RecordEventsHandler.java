package dev.latchkey.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import dev.latchkey.dynamodb.DescribeChange;
import dev.latchkey.key.EventStore;
import dev.latchkey.key.KeyEvent;
import dev.latchkey.telemetry.LogLine;
import dev.latchkey.telemetry.Telemetry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the history from the table's stream. When it fails, Lambda brings the batch again; an
 * event that is written twice is one event.
 */
public final class RecordEventsHandler implements RequestHandler<DynamodbEvent, @Nullable Void> {
  private final EventStore events;
  private final Telemetry telemetry;

  public RecordEventsHandler() {
    this(Wiring.shared());
  }

  RecordEventsHandler(Wiring wiring) {
    this.events = wiring.events();
    this.telemetry = wiring.telemetry();
  }

  @Override
  public @Nullable Void handleRequest(DynamodbEvent batch, @Nullable Context context) {
    long start = System.nanoTime();
    Telemetry log = context == null ? telemetry : telemetry.named(context.getFunctionName());
    LogLine line = log.line(context == null ? null : context.getAwsRequestId());
    long recorded = 0;
    try {
      for (DynamodbStreamRecord change : batch.getRecords()) {
        Optional<KeyEvent> event = DescribeChange.event(StreamImages.of(change));
        event.ifPresent(events::append);
        recorded += event.isPresent() ? 1 : 0;
      }
      return null;
    } catch (RuntimeException e) {
      line.failure(e).count("batch_errors");
      throw e;
    } finally {
      line.with("records", batch.getRecords().size()).count("events_recorded", recorded);
      log.write(line.took(System.nanoTime() - start));
    }
  }
}
