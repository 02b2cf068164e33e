package dev.latchkey.dynamodb;

import static dev.latchkey.dynamodb.Attributes.DELETED_AT;
import static dev.latchkey.dynamodb.Attributes.PK;

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
final class Update {
  private final Terms terms = new Terms();
  private final Stamp stamp;
  private final List<String> sets = new ArrayList<>();
  private final List<String> removes = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();

  Update(Stamp stamp) {
    this.stamp = stamp;
    stamp.on(this);
    onlyIf(it -> it.present(PK)).onlyIf(it -> it.absent(DELETED_AT)).onlyIf(stamp::isNew);
  }

  Stamp stamp() {
    return stamp;
  }

  /** Sets an attribute to anything that {@link Item#put} takes, or removes it for {@code null}. */
  Update set(String path, @Nullable Object value) {
    if (value == null) {
      return remove(path);
    }
    sets.add(terms.equal(path, value));
    return this;
  }

  /** Adds one to a number, which is 0 if it is absent. */
  Update increase(String attribute) {
    sets.add(
        "%s = if_not_exists(%s, %s) + %s"
            .formatted(
                terms.name(attribute), terms.name(attribute), terms.value(0), terms.value(1)));
    return this;
  }

  /** Sets an attribute to what another was before this write, plus a time. */
  Update setSum(String attribute, String other, Duration more) {
    sets.add(
        "%s = %s + %s"
            .formatted(terms.name(attribute), terms.name(other), terms.value(more.toSeconds())));
    return this;
  }

  /** Sets an attribute to what another was before this write. */
  Update copy(String attribute, String other) {
    sets.add(terms.name(attribute) + " = " + terms.name(other));
    return this;
  }

  /** Sets an attribute to what another was before this write, or to a value if that had none. */
  Update copy(String attribute, String other, Object otherwise) {
    sets.add(
        "%s = if_not_exists(%s, %s)"
            .formatted(terms.name(attribute), terms.name(other), terms.value(otherwise)));
    return this;
  }

  Update remove(String... attributes) {
    for (String attribute : attributes) {
      removes.add(terms.name(attribute));
    }
    return this;
  }

  Update onlyIf(Function<Terms, String> condition) {
    conditions.add("(" + condition.apply(terms) + ")");
    return this;
  }

  UpdateItemRequest request(String table, ItemKey key) {
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
