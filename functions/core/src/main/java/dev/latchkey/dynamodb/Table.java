package dev.latchkey.dynamodb;

import static dev.latchkey.dynamodb.Attributes.DELETED_AT;

import dev.latchkey.key.EventKind;
import dev.latchkey.key.Outcome;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** The table: its requests, each one round trip, and what their failures mean. */
record Table(DynamoDbClient client, String name) {

  /** The item of a key, by a strongly consistent read. */
  Optional<Item> get(ItemKey key) {
    return get(GetItemRequest.builder().key(AttributeValues.of(key)));
  }

  /** Some attributes of the item of a key, by a strongly consistent read. */
  Optional<Item> get(ItemKey key, List<String> attributes) {
    Terms terms = new Terms();
    return get(
        GetItemRequest.builder()
            .key(AttributeValues.of(key))
            .projectionExpression(terms.names(attributes))
            .expressionAttributeNames(terms.names()));
  }

  private Optional<Item> get(GetItemRequest.Builder request) {
    Map<String, AttributeValue> found =
        call(it -> it.getItem(request.tableName(name).consistentRead(true).build()).item());
    return found.isEmpty() ? Optional.empty() : Optional.of(AttributeValues.item(found));
  }

  /** What a query leads to, at most 1 MB of it. */
  QueryResponse query(QueryRequest.Builder request) {
    return call(it -> it.query(request.tableName(name).build()));
  }

  /** Puts an item, whatever was there. */
  void put(Item item) {
    call(it -> it.putItem(r -> r.tableName(name).item(AttributeValues.of(item))));
  }

  /** Puts a new item. */
  Outcome<Item, Item> create(NewItem wanted) {
    try {
      client.putItem(wanted.request(name));
      return new Outcome.Done<>(wanted.item());
    } catch (ConditionalCheckFailedException e) {
      return refused(AttributeValues.item(e.item()), wanted.stamp());
    } catch (SdkException | UncheckedIOException e) {
      throw Faults.of(e);
    }
  }

  /** Changes an item. */
  Outcome<Item, Item> update(ItemKey key, Update update) {
    try {
      return new Outcome.Done<>(
          AttributeValues.item(client.updateItem(update.request(name, key)).attributes()));
    } catch (ConditionalCheckFailedException e) {
      return refused(AttributeValues.item(e.item()), update.stamp());
    } catch (SdkException | UncheckedIOException e) {
      throw Faults.of(e);
    }
  }

  /** The item, unless it is a deleted one's remains or nothing at all. */
  static Optional<Item> present(Item item) {
    return item.isEmpty() || item.has(DELETED_AT) ? Optional.empty() : Optional.of(item);
  }

  private static Outcome<Item, Item> refused(Item old, Stamp stamp) {
    boolean mayBeDone = stamp.kind() == EventKind.DELETED || !old.has(DELETED_AT);
    return mayBeDone && stamp.isOn(old)
        ? new Outcome.Done<>(old)
        : new Outcome.Refused<>(present(old));
  }

  private <T> T call(Function<DynamoDbClient, T> request) {
    try {
      return request.apply(client);
    } catch (SdkException | UncheckedIOException e) {
      throw Faults.of(e);
    }
  }
}
