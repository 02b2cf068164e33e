package dev.latchkey.core.dynamodb;

import dev.latchkey.core.application.EventStore;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.dynamodb.mapping.EventItem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Stores the audit log in DynamoDB, in partitions separate from keys and data APIs. */
public final class DynamoDbEventStore implements EventStore {
  private final Table table;
  private final Duration retention;

  /**
   * @param client the client; its owner closes it
   * @param table the table's name
   * @param retentionDays how many days an event is kept
   */
  public DynamoDbEventStore(DynamoDbClient client, String table, int retentionDays) {
    this(new Table(client, table), Duration.ofDays(retentionDays));
  }

  private DynamoDbEventStore(Table table, Duration retention) {
    this.table = table;
    this.retention = retention;
  }

  @Override
  public EventStore within(DomainScope scope) {
    return new DynamoDbEventStore(table.within(scope), retention);
  }

  @Override
  public void append(KeyEvent event, Instant recorded) {
    table.put(EventItem.of(event, recorded.plus(retention)));
  }

  @Override
  public Page<KeyEvent> list(EventTarget subject, Page.Request page) {
    Page<KeyEvent> events =
        PagedQueries.eventsOf(table, subject).page(page, item -> EventItem.event(subject, item));
    List<KeyEvent> shown =
        events.items().stream().filter(event -> table.scope().includes(event.domain())).toList();
    return new Page<>(shown, shown.isEmpty() ? null : events.next());
  }
}
