package dev.latchkey.tests.attack;

import dev.latchkey.core.application.EventStore;
import dev.latchkey.local.dynamodb.TestTable;
import dev.latchkey.management.history.DescribeChange;
import dev.latchkey.tests.dynamodb.Images;
import dev.latchkey.tests.local.NewRecords;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * A table whose indexes are behind it, and whose stream brings the history later still, by a clock
 * of the caller's. A second table answers for the indexes, which gets each change from the first
 * one's stream once it is due. Not for several threads.
 */
final class EventuallyConsistentTable {
  static final Duration INDEX = Duration.ofSeconds(5);
  static final Duration HISTORY = Duration.ofMinutes(1);

  private final TestTable table = TestTable.fromTemplate("KeyTable");
  private final TestTable before = TestTable.fromTemplate("KeyTable");
  private final NewRecords changes = new NewRecords(TestTable.server(), table.name());
  private final Deque<Due> ofIndex = new ArrayDeque<>();
  private final Deque<Due> ofHistory = new ArrayDeque<>();
  private final AtomicLong asked = new AtomicLong();

  private record Due(Instant made, Record change) {}

  /** Its name. */
  String name() {
    return table.name();
  }

  /** How often an index was asked. */
  long indexQueries() {
    return asked.get();
  }

  /** A client that finds the table as it is, and its indexes as they were, and waits for both. */
  DynamoDbClient client() {
    DynamoDbClient direct = table.client();
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, method, arguments) -> {
              try {
                return arguments.length == 1 && arguments[0] instanceof QueryRequest query
                    ? direct.query(redirected(query))
                    : method.invoke(direct, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private QueryRequest redirected(QueryRequest query) {
    if (query.indexName() == null) {
      return query;
    }
    asked.incrementAndGet();
    return query.toBuilder().tableName(before.name()).build();
  }

  /** Takes all changes since the last time for made now. */
  void collect(Instant now) {
    for (Record change : changes.take()) {
      if (!Objects.requireNonNull(change.dynamodb().keys().get("sk")).s().startsWith("EVENT#")) {
        ofIndex.add(new Due(now, change));
        ofHistory.add(new Due(now, change));
      }
    }
  }

  /** Brings the indexes and the history what is due by now. */
  void bring(Instant now, EventStore history) {
    due(ofIndex, now.minus(INDEX)).forEach(this::copy);
    due(ofHistory, now.minus(HISTORY)).stream()
        .map(Images::of)
        .forEach(
            image -> DescribeChange.event(image).ifPresent(it -> history.append(it, image.at())));
  }

  private static List<Record> due(Deque<Due> queue, Instant latest) {
    List<Record> due = new ArrayList<>();
    while (!queue.isEmpty() && !queue.element().made().isAfter(latest)) {
      due.add(queue.remove().change());
    }
    return due;
  }

  private void copy(Record change) {
    Map<String, AttributeValue> item = change.dynamodb().newImage();
    if (change.dynamodb().hasNewImage()) {
      before.client().putItem(r -> r.tableName(before.name()).item(item));
    } else {
      before.client().deleteItem(r -> r.tableName(before.name()).key(change.dynamodb().keys()));
    }
  }
}
