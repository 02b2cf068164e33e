package dev.latchkey.core.dynamodb.expression;

import static dev.latchkey.core.dynamodb.item.Attributes.DELETED_AT;
import static dev.latchkey.core.dynamodb.item.Attributes.DOMAIN;
import static dev.latchkey.core.dynamodb.item.Attributes.PK;

import dev.latchkey.core.dynamodb.item.AttributeValues;
import dev.latchkey.core.dynamodb.item.Item;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** A put of an item that must not exist yet. */
public final class ConditionalPut {
  private final ExpressionBuilder expression = new ExpressionBuilder();
  private final Item item;
  private final WriteMetadata metadata;
  private final String condition;

  private ConditionalPut(Item item, WriteMetadata metadata) {
    this.item = metadata.on(item);
    this.metadata = metadata;
    this.condition = expression.absent(PK);
  }

  private ConditionalPut(Item item, WriteMetadata metadata, String domain) {
    this.item = metadata.on(item);
    this.metadata = metadata;
    this.condition =
        "%s OR (%s AND %s AND %s)"
            .formatted(
                expression.absent(PK),
                expression.present(DELETED_AT),
                expression.equal(DOMAIN, domain),
                metadata.isNew(expression));
  }

  /** Returns a put that requires that the ID is not in use and has no tombstone. */
  public static ConditionalPut of(Item item, WriteMetadata metadata) {
    return new ConditionalPut(item, metadata);
  }

  /**
   * Returns a put that may also replace a tombstone in the same domain. It does not replace the
   * tombstone of an item that this very change put: a repeated write must not restore an item that
   * was deleted since.
   */
  public static ConditionalPut inPlaceOfDeleted(Item item, WriteMetadata metadata, String domain) {
    return new ConditionalPut(item, metadata, domain);
  }

  /** Returns the item to put. */
  public Item item() {
    return item;
  }

  /** Returns the metadata of this write. */
  public WriteMetadata metadata() {
    return metadata;
  }

  /** Returns the request that puts the item into a table. */
  public PutItemRequest request(String table) {
    return PutItemRequest.builder()
        .tableName(table)
        .item(AttributeValues.of(item))
        .conditionExpression(condition)
        .expressionAttributeNames(expression.names())
        .expressionAttributeValues(expression.values())
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  /** Returns the same put as part of a transaction. */
  public Put put(String table) {
    return Put.builder()
        .tableName(table)
        .item(AttributeValues.of(item))
        .conditionExpression(condition)
        .expressionAttributeNames(expression.names())
        .expressionAttributeValues(expression.values())
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }
}
