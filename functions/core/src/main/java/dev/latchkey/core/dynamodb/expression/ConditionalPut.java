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
  private final ExpressionBuilder terms = new ExpressionBuilder();
  private final Item item;
  private final WriteMetadata stamp;
  private final String condition;

  private ConditionalPut(Item item, WriteMetadata stamp) {
    this.item = stamp.on(item);
    this.stamp = stamp;
    this.condition = terms.absent(PK);
  }

  private ConditionalPut(Item item, WriteMetadata stamp, String domain) {
    this.item = stamp.on(item);
    this.stamp = stamp;
    this.condition =
        "%s OR (%s AND %s AND %s)"
            .formatted(
                terms.absent(PK),
                terms.present(DELETED_AT),
                terms.equal(DOMAIN, domain),
                stamp.isNew(terms));
  }

  /** An item whose ID is not in use, nor remembered by what remains of a deleted one. */
  public static ConditionalPut of(Item item, WriteMetadata stamp) {
    return new ConditionalPut(item, stamp);
  }

  /**
   * An item that can also replace what remains of a deleted one in the same domain, though not of
   * one that this very change put and that was deleted since: a repeated write must not bring it
   * back.
   */
  public static ConditionalPut inPlaceOfDeleted(Item item, WriteMetadata stamp, String domain) {
    return new ConditionalPut(item, stamp, domain);
  }

  public Item item() {
    return item;
  }

  public WriteMetadata stamp() {
    return stamp;
  }

  public PutItemRequest request(String table) {
    return PutItemRequest.builder()
        .tableName(table)
        .item(AttributeValues.of(item))
        .conditionExpression(condition)
        .expressionAttributeNames(terms.names())
        .expressionAttributeValues(terms.values())
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  /** The same as part of a transaction. */
  public Put put(String table) {
    return Put.builder()
        .tableName(table)
        .item(AttributeValues.of(item))
        .conditionExpression(condition)
        .expressionAttributeNames(terms.names())
        .expressionAttributeValues(terms.values())
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }
}
