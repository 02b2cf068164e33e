package dev.latchkey.dynamodb;

import static dev.latchkey.dynamodb.Attributes.DELETED_AT;
import static dev.latchkey.dynamodb.Attributes.DOMAIN;
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

  private NewItem(Item item, Stamp stamp) {
    this.item = stamp.on(item);
    this.stamp = stamp;
    this.condition = terms.absent(PK);
  }

  private NewItem(Item item, Stamp stamp, String domain) {
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
  static NewItem of(Item item, Stamp stamp) {
    return new NewItem(item, stamp);
  }

  /**
   * An item that can also replace what remains of a deleted one in the same domain, though not of
   * one that this very change put and that was deleted since: a repeated write must not bring it
   * back.
   */
  static NewItem inPlaceOfDeleted(Item item, Stamp stamp, String domain) {
    return new NewItem(item, stamp, domain);
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
        .item(AttributeValues.of(item))
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
        .item(AttributeValues.of(item))
        .conditionExpression(condition)
        .expressionAttributeNames(terms.names())
        .expressionAttributeValues(terms.values())
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }
}
