package dev.latchkey.core.dynamodb.expression;

import static dev.latchkey.core.dynamodb.item.Attributes.DELETED_AT;
import static dev.latchkey.core.dynamodb.item.Attributes.PK;

import dev.latchkey.core.dynamodb.item.AttributeValues;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * One conditional write to an item that exists, is not deleted and does not remember the change;
 * otherwise nothing changes. Without the condition, {@code UpdateItem} would create a missing item.
 */
public final class ConditionalUpdate {
  private final ExpressionBuilder expression = new ExpressionBuilder();
  private final WriteMetadata metadata;
  private final List<String> sets = new ArrayList<>();
  private final List<String> removes = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();

  public ConditionalUpdate(WriteMetadata metadata) {
    this.metadata = metadata;
    metadata.on(this);
    onlyIf(it -> it.present(PK)).onlyIf(it -> it.absent(DELETED_AT)).onlyIf(metadata::isNew);
    metadata.requireRevision(this);
  }

  /** Returns the metadata of this write. */
  public WriteMetadata metadata() {
    return metadata;
  }

  /** Sets an attribute to a value that {@link Item#put} accepts, or removes it for {@code null}. */
  public ConditionalUpdate set(String path, @Nullable Object value) {
    if (value == null) {
      return remove(path);
    }
    sets.add(expression.equal(path, value));
    return this;
  }

  /** Increments a number by one; an absent number counts as 0. */
  public ConditionalUpdate increase(String attribute) {
    sets.add(
        "%s = if_not_exists(%s, %s) + %s"
            .formatted(
                expression.name(attribute),
                expression.name(attribute),
                expression.value(0),
                expression.value(1)));
    return this;
  }

  /** Sets an attribute to the old value of another, plus a duration. */
  public ConditionalUpdate setSum(String attribute, String other, Duration more) {
    sets.add(
        "%s = %s + %s"
            .formatted(
                expression.name(attribute),
                expression.name(other),
                expression.value(more.toSeconds())));
    return this;
  }

  /** Sets an attribute to the old value of another. */
  public ConditionalUpdate copy(String attribute, String other) {
    sets.add(expression.name(attribute) + " = " + expression.name(other));
    return this;
  }

  /** Sets an attribute to the old value of another, or to a given value if that is absent. */
  public ConditionalUpdate copy(String attribute, String other, Object otherwise) {
    sets.add(
        "%s = if_not_exists(%s, %s)"
            .formatted(
                expression.name(attribute), expression.name(other), expression.value(otherwise)));
    return this;
  }

  /** Removes attributes. */
  public ConditionalUpdate remove(String... attributes) {
    for (String attribute : attributes) {
      removes.add(expression.name(attribute));
    }
    return this;
  }

  /** Adds a condition; all conditions must hold. */
  public ConditionalUpdate onlyIf(Function<ExpressionBuilder, String> condition) {
    conditions.add("(" + condition.apply(expression) + ")");
    return this;
  }

  /** Returns the request that updates the item with a key in a table. */
  public UpdateItemRequest request(String table, ItemKey key) {
    String remove = removes.isEmpty() ? "" : " REMOVE " + String.join(", ", removes);
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(AttributeValues.of(key))
        .updateExpression("SET " + String.join(", ", sets) + remove)
        .conditionExpression(String.join(" AND ", conditions))
        .expressionAttributeNames(expression.names())
        .expressionAttributeValues(expression.values())
        .returnValues(ReturnValue.ALL_NEW)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }
}
