package dev.latchkey.management.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import dev.latchkey.core.application.EventStore;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.telemetry.Counter;
import dev.latchkey.core.telemetry.Level;
import dev.latchkey.core.telemetry.LogLine;
import dev.latchkey.core.telemetry.Telemetry;
import dev.latchkey.management.history.DescribeChange;
import dev.latchkey.management.history.ItemChange;
import dev.latchkey.management.history.RouteOverlaps;
import dev.latchkey.management.history.StreamRecords;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the audit log from the table's stream. It fails only if the table does. Lambda then
 * retries the batch; writing an event twice has no effect.
 */
public final class RecordEventsHandler implements RequestHandler<DynamodbEvent, @Nullable Void> {
  private final EventStore events;
  private final RouteOverlaps overlaps;
  private final Telemetry telemetry;

  public RecordEventsHandler() {
    this(ManagementDependencies.shared());
  }

  RecordEventsHandler(ManagementDependencies dependencies) {
    this.events = dependencies.stores().events();
    this.overlaps = new RouteOverlaps(dependencies.stores().dataApis());
    this.telemetry = dependencies.telemetry();
  }

  @Override
  public @Nullable Void handleRequest(DynamodbEvent batch, Context context) {
    long start = System.nanoTime();
    LogLine line = telemetry.line(context.getFunctionName(), context.getAwsRequestId());
    List<KeyEvent> recorded = new ArrayList<>();
    try {
      for (DynamodbStreamRecord change : batch.getRecords()) {
        ItemChange image = StreamRecords.of(change);
        DescribeChange.event(image).stream()
            .flatMap(event -> overlaps.with(event, image).stream())
            .forEach(
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

  /** Counts what someone has to look at: changes out of band, and overlapping routes. */
  private static void countForeign(LogLine line, List<KeyEvent> recorded) {
    long toCheck = recorded.stream().filter(it -> isAltered(it) || isOverlapping(it)).count();
    if (toCheck == 0) {
      return;
    }
    line.count(Counter.EVENTS_TO_CHECK, toCheck).level(Level.WARN);
    long altered = recorded.stream().filter(RecordEventsHandler::isAltered).count();
    long unreadable = recorded.stream().filter(KeyEvent::unreadable).count();
    long overlapping = recorded.stream().filter(RecordEventsHandler::isOverlapping).count();
    if (overlapping > 0) {
      line.count(Counter.ROUTE_OVERLAPS, overlapping);
    }
    if (altered > 0) {
      line.count(Counter.EVENTS_ALTERED, altered);
    }
    if (unreadable > 0) {
      line.count(Counter.EVENTS_UNREADABLE, unreadable);
    }
  }

  private static boolean isAltered(KeyEvent event) {
    return event.kind() == EventKind.ALTERED;
  }

  private static boolean isOverlapping(KeyEvent event) {
    return event.changes().containsKey(RouteOverlaps.FIELD);
  }
}
