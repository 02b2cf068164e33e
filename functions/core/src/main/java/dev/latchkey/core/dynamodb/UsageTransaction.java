package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.dynamodb.item.Attributes.PK;
import static dev.latchkey.core.dynamodb.item.Attributes.TTL;

import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.dynamodb.expression.ExpressionBuilder;
import dev.latchkey.core.dynamodb.item.AttributeValues;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Writes a part of a batch and the marker that it is written, in one transaction, so that a
 * repeated delivery writes nothing. Transactions on the same key cancel each other, so this class
 * retries them after a random pause.
 *
 * @param marker the marker's primary key
 * @param markedUntil when the marker may be deleted
 * @param random draws the pauses
 */
record UsageTransaction(Table table, ItemKey marker, Instant markedUntil, RandomGenerator random) {
  /** The writes of a transaction besides its marker: DynamoDB takes 100. */
  static final int MAX_WRITES = 99;

  static final int ATTEMPTS = 10;
  static final long FIRST_PAUSE = Duration.ofMillis(20).toNanos();
  static final long LONGEST_PAUSE = Duration.ofSeconds(2).toNanos();
  private static final String CONDITION_FAILED = "ConditionalCheckFailed";
  private static final Set<String> RETRIED =
      Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

  /**
   * Writes all or nothing.
   *
   * @throws RequestException {@code THROTTLED} if all attempts conflict with other transactions
   */
  void write(List<UsageWrite> wanted) {
    List<UsageWrite> writes = wanted;
    long pause = FIRST_PAUSE;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<UsageWrite> left = tryToWrite(writes);
      if (left == null) {
        return;
      }
      if (left.equals(writes)) {
        LockSupport.parkNanos(random.nextLong(pause));
        pause = Math.min(2 * pause, LONGEST_PAUSE);
      }
      writes = left;
    }
    throw RequestException.of(RequestException.Reason.THROTTLED);
  }

  /** Returns what to write in the next attempt; {@code null} if it is written. */
  private @Nullable List<UsageWrite> tryToWrite(List<UsageWrite> writes) {
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(TransactWriteItem.builder().put(mark()).build());
    writes.forEach(write -> items.add(write.on(table.name())));
    try {
      table.client().transactWriteItems(r -> r.transactItems(items));
      return null;
    } catch (TransactionCanceledException e) {
      return after(writes, e);
    } catch (TransactionInProgressException e) {
      return writes;
    } catch (SdkException | UncheckedIOException e) {
      throw DynamoDbExceptions.of(e);
    }
  }

  private static @Nullable List<UsageWrite> after(
      List<UsageWrite> writes, TransactionCanceledException e) {
    List<CancellationReason> reasons = e.cancellationReasons();
    if (hasFailed(reasons.get(0))) {
      return null;
    }
    List<UsageWrite> left = new ArrayList<>();
    for (int i = 0; i < writes.size(); i++) {
      CancellationReason reason = reasons.get(i + 1);
      Optional<UsageWrite> next =
          hasFailed(reason)
              ? writes.get(i).after(AttributeValues.item(reason.item()))
              : Optional.of(writes.get(i));
      next.ifPresent(left::add);
    }
    if (left.equals(writes) && reasons.stream().noneMatch(it -> RETRIED.contains(it.code()))) {
      throw DynamoDbExceptions.of(e);
    }
    return left;
  }

  private static boolean hasFailed(CancellationReason reason) {
    return CONDITION_FAILED.equals(reason.code());
  }

  private Put mark() {
    ExpressionBuilder expression = new ExpressionBuilder();
    Item item = new Item(AttributeValues.item(AttributeValues.of(marker)).values());
    return Put.builder()
        .tableName(table.name())
        .item(AttributeValues.of(item.put(TTL, markedUntil)))
        .conditionExpression(expression.absent(PK))
        .expressionAttributeNames(expression.names())
        .build();
  }
}
