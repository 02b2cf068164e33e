package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.memory.Samples.ADA;
import static dev.latchkey.core.memory.Samples.NOW;
import static dev.latchkey.core.memory.Samples.change;
import static dev.latchkey.core.memory.WriteResults.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.Creation;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.Field;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.FieldSamples;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Rotation;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.domain.TextConstraint;
import dev.latchkey.core.dynamodb.expression.ConditionalPut;
import dev.latchkey.core.dynamodb.expression.ConditionalUpdate;
import dev.latchkey.core.dynamodb.expression.WriteMetadata;
import dev.latchkey.core.dynamodb.item.AttributeValues;
import dev.latchkey.core.dynamodb.item.Attributes;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.dynamodb.mapping.CommonItem;
import dev.latchkey.core.dynamodb.mapping.KeyItem;
import dev.latchkey.core.memory.Samples;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

/** Tests which attributes each index projects. */
class IndexesTest {
  private static final Field<String> FURTHER = FieldSamples.field("further", TextConstraint.NAME);

  private final TestStores stores = TestStores.create();
  private final StoredKey key = Samples.key();
  private final ItemKey itemKey = ItemKey.of(key.key().keyId());

  @Test
  void aKeyIsReadFromEachOfThem() {
    done(stores.keys().create(key, change()));
    done(stores.keys().edit(key.key().keyId(), Samples.rename("new"), change()));
    for (String index : indexes()) {
      assertThat(KeyItem.key(shown(index)))
          .as(index)
          .isEqualTo(stores.keys().find(key.key().keyId()).orElseThrow());
    }
  }

  @Test
  void noneHoldsAHash() {
    KeyId keyId = key.key().keyId();
    done(stores.keys().create(key, change()));
    done(
        stores
            .keys()
            .rotate(
                keyId,
                new Rotation("lk", Samples.hash(keyId), NOW.plus(Duration.ofDays(1))),
                change()));
    assertThat(bytes(stores.item(itemKey).values())).isNotEmpty();
    for (String index : indexes()) {
      assertThat(bytes(shown(index).values())).as(index).isEmpty();
    }
  }

  @Test
  void aFurtherFieldNeedsNoChangeOfTheTable() {
    List<Field<?>> declared =
        Stream.<Field<?>>concat(KeyFields.ALL.stream(), Stream.of(FURTHER)).toList();
    FieldValues fields = key.key().fields().with(FURTHER, "team-a");
    Item item =
        CommonItem.of(
                itemKey,
                Attributes.KEY_KIND,
                key.key().dataApi(),
                new Creation(NOW, ADA),
                fields,
                declared)
            .put(Attributes.SORT_KEY, ItemKey.sortKey(NOW, key.key().keyId().value()))
            .put(Attributes.DATA_API_ID, key.key().dataApiId())
            .put(Attributes.LIVE, Attributes.KEY_KIND)
            .put(Attributes.EXPIRES_AT, key.key().expiresAt());
    Table table = new Table(stores.client(), stores.table());
    done(table.create(ConditionalPut.of(item, new WriteMetadata(EventKind.CREATED, change()))));
    for (String index : indexes()) {
      assertThat(CommonItem.fields(shown(index), declared)).as(index).isEqualTo(fields);
    }

    ConditionalUpdate update = new ConditionalUpdate(new WriteMetadata(EventKind.EDITED, change()));
    CommonItem.edit(update, FieldEdits.NONE.set(FURTHER, "team-b").clear(KeyFields.DESCRIPTION));
    done(
        table.update(
            itemKey, update.onlyIf(expression -> CommonItem.isReadable(expression, declared))));
    FieldValues edited = fields.with(FURTHER, "team-b").with(KeyFields.DESCRIPTION, null);
    for (String index : indexes()) {
      assertThat(CommonItem.fields(shown(index), declared)).as(index).isEqualTo(edited);
    }
  }

  private List<String> indexes() {
    List<String> names =
        descriptions().stream().map(GlobalSecondaryIndexDescription::indexName).toList();
    assertThat(names).hasSize(4);
    return names;
  }

  private List<GlobalSecondaryIndexDescription> descriptions() {
    return stores
        .client()
        .describeTable(r -> r.tableName(stores.table()))
        .table()
        .globalSecondaryIndexes();
  }

  /** Returns the only item of an index in the partition of the complete item. */
  private Item shown(String index) {
    String hash =
        descriptions().stream()
            .filter(it -> it.indexName().equals(index))
            .flatMap(it -> it.keySchema().stream())
            .filter(it -> it.keyType() == KeyType.HASH)
            .findFirst()
            .orElseThrow()
            .attributeName();
    AttributeValue value = stores.raw(itemKey).get(hash);
    List<Map<String, AttributeValue>> items =
        stores
            .client()
            .query(
                r ->
                    r.tableName(stores.table())
                        .indexName(index)
                        .keyConditionExpression("#hash = :hash")
                        .expressionAttributeNames(Map.of("#hash", hash))
                        .expressionAttributeValues(Map.of(":hash", value)))
            .items();
    assertThat(items).as(index).hasSize(1);
    return AttributeValues.item(items.get(0));
  }

  /** Returns all bytes in a value. */
  private static List<byte[]> bytes(Object value) {
    if (value instanceof byte[] bytes) {
      return List.of(bytes);
    }
    Collection<?> members =
        value instanceof Map<?, ?> map
            ? map.values()
            : value instanceof Collection<?> all ? all : List.of();
    return members.stream().flatMap(member -> bytes(member).stream()).toList();
  }
}
