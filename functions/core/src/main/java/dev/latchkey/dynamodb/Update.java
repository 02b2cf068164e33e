package dev.latchkey.dynamodb;

import static dev.latchkey.dynamodb.Attributes.DELETED_AT;
import static dev.latchkey.dynamodb.Attributes.PK;

import dev.latchkey.key.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
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

  Update set(String attribute, AttributeValue value) {
    sets.add(terms.equal(attribute, value));
    return this;
  }

  /** Sets a text, or removes the attribute for {@code null}. */
  Update set(String attribute, @Nullable String text) {
    return text == null ? remove(attribute) : set(attribute, Item.value(text));
  }

  /** Sets a time, or removes the attribute for {@code null}. */
  Update set(String attribute, @Nullable Instant time) {
    return time == null ? remove(attribute) : set(attribute, Item.value(time));
  }

  Update set(Attributes.By by, Actor actor) {
    return set(by.subject(), Item.value(actor.subject())).set(by.name(), Item.value(actor.name()));
  }

  /** Sets an attribute to what another was before this write, plus a time. */
  Update setSum(String attribute, String other, Duration more) {
    sets.add(
        "%s = %s + %s"
            .formatted(
                terms.name(attribute),
                terms.name(other),
                terms.value(Item.value(more.toSeconds()))));
    return this;
  }

  /** Sets an attribute to what another was before this write. */
  Update copy(String attribute, String other) {
    sets.add(terms.name(attribute) + " = " + terms.name(other));
    return this;
  }

  /** Sets an attribute to what another was before this write, or to a value if that had none. */
  Update copy(String attribute, String other, AttributeValue otherwise) {
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

  UpdateItemRequest request(String table, Map<String, AttributeValue> key) {
    String remove = removes.isEmpty() ? "" : " REMOVE " + String.join(", ", removes);
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(key)
        .updateExpression("SET " + String.join(", ", sets) + remove)
        .conditionExpression(String.join(" AND ", conditions))
        .expressionAttributeNames(terms.names())
        .expressionAttributeValues(terms.values())
        .returnValues(ReturnValue.ALL_NEW)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }
}
