package dev.latchkey.core.dynamodb.expression;

import static dev.latchkey.core.dynamodb.item.Attributes.DELETED_AT;
import static dev.latchkey.core.dynamodb.item.Attributes.DOMAIN;
import static dev.latchkey.core.dynamodb.item.Attributes.PK;

import dev.latchkey.core.dynamodb.item.AttributeValues;
import dev.latchkey.core.dynamodb.item.Item;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** An item to be put where none is. */
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

  /** An item whose ID is not in use, nor remembered by what remains of a deleted one. */
  public static ConditionalPut of(Item item, WriteMetadata metadata) {
    return new ConditionalPut(item, metadata);
  }

  /**
   * An item that can also replace what remains of a deleted one in the same domain, though not of
   * one that this very change put and that was deleted since: a repeated write must not bring it
   * back.
   */
  public static ConditionalPut inPlaceOfDeleted(Item item, WriteMetadata metadata, String domain) {
    return new ConditionalPut(item, metadata, domain);
  }

  /** The item to put. */
  public Item item() {
    return item;
  }

  /** What the write leaves on the item. */
  public WriteMetadata metadata() {
    return metadata;
  }

  /** The request that puts the item into a table. */
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

  /** The same as part of a transaction. */
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
