package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.dynamodb.item.Attributes.ALLOWED;
import static dev.latchkey.core.dynamodb.item.Attributes.DENIED;
import static dev.latchkey.core.dynamodb.item.Attributes.FIRST_USED_AT;
import static dev.latchkey.core.dynamodb.item.Attributes.LAST_USED_AT;
import static dev.latchkey.core.dynamodb.item.Attributes.PK;
import static dev.latchkey.core.dynamodb.item.Attributes.PREVIOUS_SECRET_LAST_USED_AT;
import static dev.latchkey.core.dynamodb.item.Attributes.TTL;

import dev.latchkey.core.application.UsageBatch;
import dev.latchkey.core.application.UsageStore;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyUsage;
import dev.latchkey.core.domain.UsageDay;
import dev.latchkey.core.dynamodb.expression.ExpressionBuilder;
import dev.latchkey.core.dynamodb.item.AttributeValues;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.dynamodb.mapping.UsageItem;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** One write of a transaction that adds up requests. */
interface UsageWrite {

  /** Returns the write. */
  TransactWriteItem on(String table);

  /**
   * Returns what to write after the condition failed; empty if there is nothing left to write.
   *
   * @param old the item as it is
   */
  Optional<UsageWrite> after(Item old);

  /** Returns the writes of a batch, in a fixed order. */
  static List<UsageWrite> of(UsageBatch batch) {
    List<UsageWrite> writes = new ArrayList<>();
    for (UsageBatch.OfKey ofKey : batch.byKey().values()) {
      KeyUsage usage = ofKey.usage();
      if (usage != null) {
        writes.add(new Total(ofKey.keyId(), usage, Expected.EARLIER));
      }
      ofKey.days().values().forEach(day -> writes.add(new Day(ofKey.keyId(), day)));
    }
    return writes;
  }

  /** Adds to the numbers of a day. */
  record Day(KeyId keyId, UsageDay day) implements UsageWrite {
    @Override
    public TransactWriteItem on(String table) {
      ExpressionBuilder expression = new ExpressionBuilder();
      Instant ttl =
          day.date().plusDays(UsageStore.DAYS + 1).atStartOfDay(ZoneOffset.UTC).toInstant();
      Update.Builder update =
          Update.builder()
              .updateExpression(
                  "SET %s = %s ADD %s %s, %s %s"
                      .formatted(
                          expression.name(TTL),
                          expression.value(ttl),
                          expression.name(ALLOWED),
                          expression.value(day.allowed()),
                          expression.name(DENIED),
                          expression.value(day.denied())));
      return write(update, table, ItemKey.ofUsage(keyId, day.date()), expression);
    }

    @Override
    public Optional<UsageWrite> after(Item old) {
      return Optional.of(this);
    }
  }

  /** What an item must say so that a key's usage is written. */
  enum Expected {
    /** There is no item, or it knows an earlier first use and no later one. */
    EARLIER,
    /** It knows no use before the first or after the last one. */
    WITHIN,
    /** Anything, since it cannot be read. */
    ANYTHING
  }

  /**
   * Sets when a key was used. It is written without a read: if a batch came out of order, the
   * condition fails and returns what the item says.
   */
  record Total(KeyId keyId, KeyUsage usage, Expected expected) implements UsageWrite {
    @Override
    public TransactWriteItem on(String table) {
      ExpressionBuilder expression = new ExpressionBuilder();
      List<String> set = new ArrayList<>();
      String first = expression.value(usage.firstUsedAt());
      set.add(
          expression.name(FIRST_USED_AT)
              + " = "
              + (expected == Expected.EARLIER
                  ? "if_not_exists(%s, %s)".formatted(expression.name(FIRST_USED_AT), first)
                  : first));
      set.add(expression.equal(LAST_USED_AT, usage.lastUsedAt()));
      set.add(
          expression.equal(TTL, usage.lastUsedAt().plus(Duration.ofDays(UsageStore.TOTAL_DAYS))));
      if (usage.previousSecretLastUsedAt() != null) {
        set.add(expression.equal(PREVIOUS_SECRET_LAST_USED_AT, usage.previousSecretLastUsedAt()));
      }
      return write(
          Update.builder()
              .updateExpression("SET " + String.join(", ", set))
              .conditionExpression(condition(expression))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD),
          table,
          ItemKey.ofUsage(keyId),
          expression);
    }

    @Override
    public Optional<UsageWrite> after(Item item) {
      Optional<KeyUsage> found = UsageItem.total(item);
      if (found.isEmpty()) {
        return Optional.of(new Total(keyId, usage, Expected.ANYTHING));
      }
      KeyUsage both = found.get().and(usage);
      return both.equals(found.get())
          ? Optional.empty()
          : Optional.of(new Total(keyId, both, Expected.WITHIN));
    }

    private @Nullable String condition(ExpressionBuilder expression) {
      return switch (expected) {
        case EARLIER -> "%s OR (%s)".formatted(expression.absent(PK), isKnown(expression, "<="));
        case WITHIN -> isKnown(expression, ">=");
        case ANYTHING -> null;
      };
    }

    private String isKnown(ExpressionBuilder expression, String first) {
      String condition =
          "%s %s %s AND %s <= %s"
              .formatted(
                  expression.name(FIRST_USED_AT),
                  first,
                  expression.value(usage.firstUsedAt()),
                  expression.name(LAST_USED_AT),
                  expression.value(usage.lastUsedAt()));
      Instant previous = usage.previousSecretLastUsedAt();
      return previous == null
          ? condition
          : condition
              + " AND (%s OR %s <= %s)"
                  .formatted(
                      expression.absent(PREVIOUS_SECRET_LAST_USED_AT),
                      expression.name(PREVIOUS_SECRET_LAST_USED_AT),
                      expression.value(previous));
    }
  }

  private static TransactWriteItem write(
      Update.Builder update, String table, ItemKey key, ExpressionBuilder expression) {
    return TransactWriteItem.builder()
        .update(
            update
                .tableName(table)
                .key(AttributeValues.of(key))
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .build())
        .build();
  }
}
