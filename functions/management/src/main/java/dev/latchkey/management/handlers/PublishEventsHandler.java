package dev.latchkey.management.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.latchkey.core.telemetry.Counter;
import dev.latchkey.core.telemetry.Level;
import dev.latchkey.core.telemetry.LogLine;
import dev.latchkey.core.telemetry.Telemetry;
import dev.latchkey.management.eventbridge.BusEvent;
import dev.latchkey.management.eventbridge.BusEvents;
import dev.latchkey.management.eventbridge.EventBus;
import dev.latchkey.management.eventbridge.Publisher;
import dev.latchkey.management.history.StreamRecords;
import java.util.ArrayList;
import java.util.List;

/**
 * Publishes new events and notices from the table's stream on the event bus, each at least once. If
 * the bus does not accept one, the response names it, and Lambda retries the batch from there.
 */
public final class PublishEventsHandler
    implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  private final Publisher publisher;
  private final Telemetry telemetry;

  public PublishEventsHandler() {
    this(ManagementDependencies.eventBus(), ManagementDependencies.telemetryOfEnvironment());
  }

  PublishEventsHandler(EventBus bus, Telemetry telemetry) {
    this.publisher = new Publisher(bus);
    this.telemetry = telemetry;
  }

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent batch, Context context) {
    long start = System.nanoTime();
    LogLine line = telemetry.line(context.getFunctionName(), context.getAwsRequestId());
    Publisher.Result result = publisher.publish(events(batch, line));
    line.with("records", batch.getRecords().size())
        .count(Counter.EVENTS_PUBLISHED, result.published());
    result.failed().ifPresent(event -> line.level(Level.WARN).count(Counter.BATCH_ERRORS));
    result.failure().ifPresent(line::failure);
    telemetry.write(line.took(System.nanoTime() - start));
    return new StreamsEventResponse(
        result.failed().stream()
            .map(event -> new BatchItemFailure(event.sequenceNumber()))
            .toList());
  }

  /** Returns what there is to publish. An item that is no event would block all others. */
  private static List<BusEvent> events(DynamodbEvent batch, LogLine line) {
    List<BusEvent> events = new ArrayList<>();
    int unreadable = 0;
    for (DynamodbStreamRecord record : batch.getRecords()) {
      try {
        events.add(BusEvents.of(StreamRecords.of(record)));
      } catch (RuntimeException writtenOutOfBand) {
        unreadable++;
      }
    }
    if (unreadable > 0) {
      line.level(Level.WARN).count(Counter.EVENTS_UNREADABLE, unreadable);
    }
    return events;
  }
}
