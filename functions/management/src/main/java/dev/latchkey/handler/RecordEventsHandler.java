package dev.latchkey.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import dev.latchkey.dynamodb.DescribeChange;
import dev.latchkey.dynamodb.StreamImage;
import dev.latchkey.key.EventKind;
import dev.latchkey.key.EventStore;
import dev.latchkey.key.KeyEvent;
import dev.latchkey.telemetry.Counter;
import dev.latchkey.telemetry.Level;
import dev.latchkey.telemetry.LogLine;
import dev.latchkey.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the history from the table's stream. It fails only when the table does. Lambda then
 * retries the batch; an event that is written twice is one event.
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
  public @Nullable Void handleRequest(DynamodbEvent batch, Context context) {
    long start = System.nanoTime();
    LogLine line = telemetry.line(context.getFunctionName(), context.getAwsRequestId());
    List<KeyEvent> recorded = new ArrayList<>();
    try {
      for (DynamodbStreamRecord change : batch.getRecords()) {
        StreamImage image = StreamImages.of(change);
        DescribeChange.event(image)
            .ifPresent(
                event -> {
                  events.append(event, image.at());
                  recorded.add(event);
                });
      }
      return null;
    } catch (RuntimeException e) {
      line.failure(e).count(Counter.BATCH_ERRORS);
      throw e;
    } finally {
      line.with("records", batch.getRecords().size())
          .count(Counter.EVENTS_RECORDED, recorded.size());
      countForeign(line, recorded);
      telemetry.write(line.took(System.nanoTime() - start));
    }
  }

  /** Counts what was changed out of band, which has alarms. */
  private static void countForeign(LogLine line, List<KeyEvent> recorded) {
    long altered = recorded.stream().filter(it -> it.kind() == EventKind.ALTERED).count();
    long unreadable = recorded.stream().filter(KeyEvent::unreadable).count();
    if (altered > 0) {
      line.count(Counter.EVENTS_ALTERED, altered).level(Level.WARN);
    }
    if (unreadable > 0) {
      line.count(Counter.EVENTS_UNREADABLE, unreadable);
    }
  }
}
