package dev.latchkey.core.dynamodb;

import dev.latchkey.core.application.DataApiStore.Conflict;
import dev.latchkey.core.application.DataApiStore.Registration;
import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.WriteResult;
import dev.latchkey.core.dynamodb.expression.ConditionalPut;
import dev.latchkey.core.dynamodb.item.AttributeValues;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.mapping.DataApiItem;
import dev.latchkey.core.dynamodb.mapping.KeyItem;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Puts a data API and its first key in one transaction. DynamoDB cancels one of two concurrent
 * transactions on the same item, and the SDK does not retry it, so this class retries it a few
 * times.
 */
record RegistrationTransaction(Table table, ConditionalPut dataApi, ConditionalPut key) {
  private static final List<Duration> PAUSES =
      List.of(Duration.ofMillis(20), Duration.ofMillis(80), Duration.ofMillis(320));

  private static final String CONDITION_FAILED = "ConditionalCheckFailed";
  private static final String CONFLICT = "TransactionConflict";

  /**
   * Puts both items, or none.
   *
   * @throws RequestException {@code THROTTLED} if conflicting transactions use up the time
   */
  WriteResult<Registration, Conflict> create() {
    Deadline deadline = Deadline.fromNow(DynamoDbClients.MANAGEMENT_REQUEST);
    for (Duration pause : PAUSES) {
      Optional<WriteResult<Registration, Conflict>> result = tryToCreate();
      if (result.isPresent()) {
        return result.get();
      }
      if (!deadline.leavesTimeAfter(pause)) {
        throw RequestException.of(RequestException.Reason.THROTTLED);
      }
      LockSupport.parkNanos(pause.toNanos());
    }
    return tryToCreate().orElseThrow(() -> RequestException.of(RequestException.Reason.THROTTLED));
  }

  /** Returns the result of one attempt; empty if it conflicted with another transaction. */
  private Optional<WriteResult<Registration, Conflict>> tryToCreate() {
    List<TransactWriteItem> puts =
        List.of(
            TransactWriteItem.builder().put(dataApi.put(table.name())).build(),
            TransactWriteItem.builder().put(key.put(table.name())).build());
    try {
      table.client().transactWriteItems(r -> r.transactItems(puts));
      return Optional.of(done(dataApi.item(), key.item()));
    } catch (TransactionCanceledException e) {
      return result(e);
    } catch (TransactionInProgressException e) {
      return Optional.empty();
    } catch (SdkException | UncheckedIOException e) {
      throw DynamoDbExceptions.of(e);
    }
  }

  private Optional<WriteResult<Registration, Conflict>> result(TransactionCanceledException e) {
    List<String> codes = e.cancellationReasons().stream().map(CancellationReason::code).toList();
    if (codes.contains(CONDITION_FAILED)) {
      return Optional.of(refused(e));
    }
    if (codes.contains(CONFLICT)) {
      return Optional.empty();
    }
    throw DynamoDbExceptions.of(e);
  }

  private WriteResult<Registration, Conflict> refused(TransactionCanceledException e) {
    List<Item> found =
        e.cancellationReasons().stream().map(r -> AttributeValues.item(r.item())).toList();
    Optional<Item> oldDataApi = Table.present(found.get(0));
    Item oldKey = found.get(1);
    return oldDataApi.filter(dataApi.metadata()::isOn).isPresent()
        ? done(oldDataApi.get(), Table.present(oldKey).orElse(key.item()))
        : new WriteResult.Refused<>(
            Optional.of(
                new Conflict(oldDataApi.map(DataApiItem::dataApi), KeyItem.lookup(oldKey))));
  }

  private static WriteResult<Registration, Conflict> done(Item dataApi, Item key) {
    return new WriteResult.Done<>(new Registration(DataApiItem.dataApi(dataApi), KeyItem.key(key)));
  }
}
