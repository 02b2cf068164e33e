package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.dynamodb.item.Attributes.DELETED_AT;
import static dev.latchkey.core.dynamodb.item.Attributes.DOMAIN;
import static dev.latchkey.core.dynamodb.item.Attributes.PK;

import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.WriteResult;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.dynamodb.expression.ConditionalPut;
import dev.latchkey.core.dynamodb.expression.ConditionalUpdate;
import dev.latchkey.core.dynamodb.expression.ExpressionBuilder;
import dev.latchkey.core.dynamodb.expression.WriteMetadata;
import dev.latchkey.core.dynamodb.item.AttributeValues;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The DynamoDB table: its requests, one round trip each, with their failures mapped to {@link
 * RequestException}.
 *
 * @param scope the domains whose items exist for the caller. The item of another domain is a
 *     missing one, for reads and for writes, and causes the requests that a missing one causes.
 */
public record Table(DynamoDbClient client, String name, DomainScope scope) {
  /** DynamoDB's limit on the keys of a {@code BatchGetItem}. */
  private static final int KEYS_A_REQUEST = 100;

  /** How often keys are asked for that DynamoDB was too busy for. */
  private static final int ATTEMPTS = 3;

  Table(DynamoDbClient client, String name) {
    this(client, name, DomainScope.ALL);
  }

  Table within(DomainScope newScope) {
    return new Table(client, name, newScope);
  }

  /** Whether an item exists for the caller. */
  boolean shows(Item item) {
    return scope.isAll() || scope.includes(item.textOrNull(DOMAIN));
  }

  /** Returns the item with a key, by a strongly consistent read. */
  Optional<Item> get(ItemKey key) {
    return get(GetItemRequest.builder().key(AttributeValues.of(key)));
  }

  /** Returns some attributes of the item with a key, by a strongly consistent read. */
  Optional<Item> get(ItemKey key, List<String> attributes) {
    ExpressionBuilder expression = new ExpressionBuilder();
    return get(
        GetItemRequest.builder()
            .key(AttributeValues.of(key))
            .projectionExpression(expression.names(attributes))
            .expressionAttributeNames(expression.names()));
  }

  private Optional<Item> get(GetItemRequest.Builder request) {
    Map<String, AttributeValue> found =
        send(it -> it.getItem(request.tableName(name).consistentRead(true).build()).item());
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(AttributeValues.item(found)).filter(this::shows);
  }

  /** Returns one page of a query's result, at most 1 MB. */
  QueryResponse query(QueryRequest.Builder request) {
    return send(it -> it.query(request.tableName(name).build()));
  }

  /**
   * Returns some attributes of the items that exist of some keys, in any order. Eventually
   * consistent.
   */
  List<Item> getAll(Collection<ItemKey> keys, List<String> attributes) {
    List<ItemKey> all = List.copyOf(keys);
    List<Item> items = new ArrayList<>();
    for (int from = 0; from < all.size(); from += KEYS_A_REQUEST) {
      int to = Math.min(from + KEYS_A_REQUEST, all.size());
      getBatch(all.subList(from, to), attributes, items);
    }
    return items;
  }

  private void getBatch(List<ItemKey> keys, List<String> attributes, List<Item> items) {
    ExpressionBuilder expression = new ExpressionBuilder();
    Map<String, KeysAndAttributes> left =
        Map.of(
            name,
            KeysAndAttributes.builder()
                .keys(keys.stream().map(AttributeValues::of).toList())
                .projectionExpression(expression.names(attributes))
                .expressionAttributeNames(expression.names())
                .build());
    for (int attempt = 0; attempt < ATTEMPTS && !left.isEmpty(); attempt++) {
      Map<String, KeysAndAttributes> asked = left;
      BatchGetItemResponse response = send(it -> it.batchGetItem(r -> r.requestItems(asked)));
      response
          .responses()
          .getOrDefault(name, List.of())
          .forEach(item -> items.add(AttributeValues.item(item)));
      left = response.unprocessedKeys();
    }
    if (!left.isEmpty()) {
      throw RequestException.of(RequestException.Reason.THROTTLED);
    }
  }

  /** Puts an item and replaces an existing one. */
  void put(Item item) {
    send(it -> it.putItem(r -> r.tableName(name).item(AttributeValues.of(item))));
  }

  /** Puts an item, unless there is one with its key. Returns whether it was put. */
  boolean putNew(Item item) {
    ExpressionBuilder expression = new ExpressionBuilder();
    try {
      client.putItem(
          r ->
              r.tableName(name)
                  .item(AttributeValues.of(item))
                  .conditionExpression(expression.absent(PK))
                  .expressionAttributeNames(expression.names()));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    } catch (SdkException | UncheckedIOException e) {
      throw DynamoDbExceptions.of(e);
    }
  }

  /** Puts a new item. */
  WriteResult<Item, Item> create(ConditionalPut wanted) {
    try {
      client.putItem(wanted.request(name));
      return new WriteResult.Done<>(wanted.item());
    } catch (ConditionalCheckFailedException e) {
      return refused(AttributeValues.item(e.item()), wanted.metadata());
    } catch (SdkException | UncheckedIOException e) {
      throw DynamoDbExceptions.of(e);
    }
  }

  /** Changes an item. */
  WriteResult<Item, Item> update(ItemKey key, ConditionalUpdate update) {
    if (!scope.isAll()) {
      update.onlyIf(expression -> expression.isIn(DOMAIN, scope.names()));
    }
    try {
      return new WriteResult.Done<>(
          AttributeValues.item(client.updateItem(update.request(name, key)).attributes()));
    } catch (ConditionalCheckFailedException e) {
      Item old = AttributeValues.item(e.item());
      return shows(old)
          ? refused(old, update.metadata())
          : new WriteResult.Refused<>(Optional.empty());
    } catch (SdkException | UncheckedIOException e) {
      throw DynamoDbExceptions.of(e);
    }
  }

  /** Returns the item; empty if it is a tombstone or has no attributes. */
  public static Optional<Item> present(Item item) {
    return item.isEmpty() || item.has(DELETED_AT) ? Optional.empty() : Optional.of(item);
  }

  private static WriteResult<Item, Item> refused(Item old, WriteMetadata metadata) {
    boolean mayBeDone = metadata.kind() == EventKind.DELETED || !old.has(DELETED_AT);
    return mayBeDone && metadata.isOn(old)
        ? new WriteResult.Done<>(old)
        : new WriteResult.Refused<>(present(old));
  }

  private <T> T send(Function<DynamoDbClient, T> request) {
    try {
      return request.apply(client);
    } catch (SdkException | UncheckedIOException e) {
      throw DynamoDbExceptions.of(e);
    }
  }
}
