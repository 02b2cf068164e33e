package dev.latchkey.core.dynamodb;

import dev.latchkey.core.application.EventStore;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.dynamodb.mapping.EventItem;
import java.time.Duration;
import java.time.Instant;
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
    this.table = new Table(client, table);
    this.retention = Duration.ofDays(retentionDays);
  }

  @Override
  public void append(KeyEvent event, Instant recorded) {
    table.put(EventItem.of(event, recorded.plus(retention)));
  }

  @Override
  public Page<KeyEvent> list(EventTarget subject, Page.Request page) {
    return PagedQueries.eventsOf(table, subject).page(page, item -> EventItem.event(subject, item));
  }
}
