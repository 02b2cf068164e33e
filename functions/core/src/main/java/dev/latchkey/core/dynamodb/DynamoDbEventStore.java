package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.dynamodb.item.Attributes.EVENT_BY;
import static dev.latchkey.core.dynamodb.item.Attributes.EVENT_DATA_API_ID;
import static dev.latchkey.core.dynamodb.item.Attributes.EVENT_KIND;
import static dev.latchkey.core.dynamodb.item.Attributes.NAME;
import static dev.latchkey.core.dynamodb.item.Attributes.SUBJECT;

import dev.latchkey.core.application.EventQuery;
import dev.latchkey.core.application.EventStore;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.dynamodb.expression.ExpressionBuilder;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.dynamodb.mapping.EventItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
  public Duration retention() {
    return retention;
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

  @Override
  public Page<KeyEvent> list(EventQuery query, Page.Request page) {
    DomainScope scope = table.scope().only(query.domain());
    Instant since = query.since();
    if (scope.isEmpty() || (since != null && isBefore(page.after(), since))) {
      return Page.empty();
    }
    PagedQueries events = PagedQueries.events(table.within(scope), since);
    return isFiltered(query)
        ? events.page(page, EventItem::event, expression -> filter(query, expression))
        : events.page(page, EventItem::event);
  }

  /** Whether a position, which a client may have made up, is one that the query cannot have. */
  private static boolean isBefore(@Nullable String position, Instant since) {
    return position != null && position.compareTo(ItemKey.sortKeyFrom(since)) < 0;
  }

  private static boolean isFiltered(EventQuery query) {
    return query.dataApiId() != null || query.by() != null || query.kind() != null;
  }

  private static String filter(EventQuery query, ExpressionBuilder expression) {
    List<String> conditions = new ArrayList<>();
    if (query.dataApiId() != null) {
      conditions.add(expression.equal(EVENT_DATA_API_ID, query.dataApiId()));
    }
    if (query.by() != null) {
      conditions.add(
          "(%s OR %s)"
              .formatted(
                  expression.equal(EVENT_BY + "." + SUBJECT, query.by()),
                  expression.equal(EVENT_BY + "." + NAME, query.by())));
    }
    if (query.kind() != null) {
      conditions.add(expression.equal(EVENT_KIND, query.kind().word()));
    }
    return String.join(" AND ", conditions);
  }
}
