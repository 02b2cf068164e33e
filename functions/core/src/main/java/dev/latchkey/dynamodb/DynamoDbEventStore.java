package dev.latchkey.dynamodb;

import dev.latchkey.key.EventStore;
import dev.latchkey.key.EventSubject;
import dev.latchkey.key.KeyEvent;
import dev.latchkey.key.Page;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The history in DynamoDB, in partitions of its own. */
public final class DynamoDbEventStore implements EventStore {
  private final Table table;
  private final Duration retention;

  /**
   * @param client the client, which its maker closes
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
  public Page<KeyEvent> list(EventSubject subject, Page.Request page) {
    return Listings.eventsOf(table, subject).page(page, item -> EventItem.event(subject, item));
  }
}
