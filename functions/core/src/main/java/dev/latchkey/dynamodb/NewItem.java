package dev.latchkey.dynamodb;

import static dev.latchkey.dynamodb.Attributes.DELETED_AT;
import static dev.latchkey.dynamodb.Attributes.PK;

import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** An item to be put where none is. */
final class NewItem {
  private final Terms terms = new Terms();
  private final Item item;
  private final Stamp stamp;
  private final String condition;

  private NewItem(Item item, Stamp stamp, boolean replacesDeleted) {
    this.item = stamp.on(item);
    this.stamp = stamp;
    this.condition =
        replacesDeleted
            ? "%s OR (%s AND %s)"
                .formatted(terms.absent(PK), terms.present(DELETED_AT), stamp.isNew(terms))
            : terms.absent(PK);
  }

  /** An item whose id is used once. */
  static NewItem unlessUsed(Item item, Stamp stamp) {
    return new NewItem(item, stamp, false);
  }

  /**
   * An item that may take the place of a deleted one, though not of one that this very change made
   * and someone deleted since: a repeated write must not raise it.
   */
  static NewItem unlessPresent(Item item, Stamp stamp) {
    return new NewItem(item, stamp, true);
  }

  Item item() {
    return item;
  }

  Stamp stamp() {
    return stamp;
  }

  PutItemRequest request(String table) {
    return PutItemRequest.builder()
        .tableName(table)
        .item(item.attributes())
        .conditionExpression(condition)
        .expressionAttributeNames(terms.names())
        .expressionAttributeValues(terms.values())
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  /** The same as part of a transaction. */
  Put put(String table) {
    return Put.builder()
        .tableName(table)
        .item(item.attributes())
        .conditionExpression(condition)
        .expressionAttributeNames(terms.names())
        .expressionAttributeValues(terms.values())
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }
}
