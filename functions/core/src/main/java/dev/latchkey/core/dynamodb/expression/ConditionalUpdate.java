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
 * One conditional write to an item that is there, is not deleted, and does not remember the change:
 * else nothing happens. {@code UpdateItem} would make an item that is not there.
 */
public final class ConditionalUpdate {
  private final ExpressionBuilder terms = new ExpressionBuilder();
  private final WriteMetadata stamp;
  private final List<String> sets = new ArrayList<>();
  private final List<String> removes = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();

  public ConditionalUpdate(WriteMetadata stamp) {
    this.stamp = stamp;
    stamp.on(this);
    onlyIf(it -> it.present(PK)).onlyIf(it -> it.absent(DELETED_AT)).onlyIf(stamp::isNew);
  }

  public WriteMetadata stamp() {
    return stamp;
  }

  /** Sets an attribute to anything that {@link Item#put} takes, or removes it for {@code null}. */
  public ConditionalUpdate set(String path, @Nullable Object value) {
    if (value == null) {
      return remove(path);
    }
    sets.add(terms.equal(path, value));
    return this;
  }

  /** Adds one to a number, which is 0 if it is absent. */
  public ConditionalUpdate increase(String attribute) {
    sets.add(
        "%s = if_not_exists(%s, %s) + %s"
            .formatted(
                terms.name(attribute), terms.name(attribute), terms.value(0), terms.value(1)));
    return this;
  }

  /** Sets an attribute to what another was before this write, plus a time. */
  public ConditionalUpdate setSum(String attribute, String other, Duration more) {
    sets.add(
        "%s = %s + %s"
            .formatted(terms.name(attribute), terms.name(other), terms.value(more.toSeconds())));
    return this;
  }

  /** Sets an attribute to what another was before this write. */
  public ConditionalUpdate copy(String attribute, String other) {
    sets.add(terms.name(attribute) + " = " + terms.name(other));
    return this;
  }

  /** Sets an attribute to what another was before this write, or to a value if that had none. */
  public ConditionalUpdate copy(String attribute, String other, Object otherwise) {
    sets.add(
        "%s = if_not_exists(%s, %s)"
            .formatted(terms.name(attribute), terms.name(other), terms.value(otherwise)));
    return this;
  }

  public ConditionalUpdate remove(String... attributes) {
    for (String attribute : attributes) {
      removes.add(terms.name(attribute));
    }
    return this;
  }

  public ConditionalUpdate onlyIf(Function<ExpressionBuilder, String> condition) {
    conditions.add("(" + condition.apply(terms) + ")");
    return this;
  }

  public UpdateItemRequest request(String table, ItemKey key) {
    String remove = removes.isEmpty() ? "" : " REMOVE " + String.join(", ", removes);
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(AttributeValues.of(key))
        .updateExpression("SET " + String.join(", ", sets) + remove)
        .conditionExpression(String.join(" AND ", conditions))
        .expressionAttributeNames(terms.names())
        .expressionAttributeValues(terms.values())
        .returnValues(ReturnValue.ALL_NEW)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }
}
