package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.dynamodb.item.Attributes.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.dynamodb.mapping.EventItem;
import dev.latchkey.core.dynamodb.mapping.KeyItem;
import dev.latchkey.local.dynamodb.TestTable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Tests that the template defines the table that the stores use. */
class TableDefinitionTest {
  private static final TestTable TABLE = TestTable.fromTemplate("KeyTable");

  /** The keys of each index, the partition key first. */
  private static final Map<String, List<String>> INDEXES =
      Map.of(
          BY_DATA_API, List.of(DATA_API_ID, SORT_KEY),
          ALL, List.of(KIND, SORT_KEY),
          BY_DOMAIN, List.of(DOMAIN_KIND, SORT_KEY),
          BY_EXPIRY, List.of(LIVE, EXPIRES_AT));

  static final Set<String> INDEX_NAMES = INDEXES.keySet();

  /** The attributes that DynamoDB always projects. */
  private static final Set<String> OF_THE_TABLE = Set.of(PK, SK);

  /** DynamoDB's limits on projected attributes. */
  private static final int MOST_OF_AN_INDEX = 20;

  private static final int MOST_OF_ALL_INDEXES = 100;

  private final TableDescription table =
      TABLE.client().describeTable(r -> r.tableName(TABLE.name())).table();

  @Test
  void hasTheKeyThatItemsHave() {
    assertThat(keySchema(table.keySchema())).isEqualTo(Map.of(KeyType.HASH, PK, KeyType.RANGE, SK));
  }

  @Test
  void hasTheIndexesThatListingsRead() {
    assertThat(
            table.globalSecondaryIndexes().stream()
                .collect(
                    Collectors.toMap(
                        GlobalSecondaryIndexDescription::indexName,
                        index -> keySchema(index.keySchema()))))
        .isEqualTo(
            INDEXES.entrySet().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey,
                        index ->
                            Map.of(
                                KeyType.HASH, index.getValue().get(0),
                                KeyType.RANGE, index.getValue().get(1)))));
  }

  @Test
  void ordersByTheExpirationItself() {
    assertThat(table.attributeDefinitions())
        .filteredOn(it -> it.attributeType() != ScalarAttributeType.S)
        .extracting(AttributeDefinition::attributeName)
        .containsExactly(EXPIRES_AT);
  }

  @ParameterizedTest
  @FieldSource("INDEX_NAMES")
  void showsInEachIndexWhatListingsReadAndNoMore(String index) {
    Set<String> readers = new TreeSet<>(KeyItem.SHOWN);
    readers.addAll(EventItem.SHOWN);
    readers.add(KIND);
    readers.remove(DELETED_AT);
    readers.removeAll(OF_THE_TABLE);
    readers.removeAll(Objects.requireNonNull(INDEXES.get(index)));
    assertThat(shown(index)).isEqualTo(readers).hasSizeLessThanOrEqualTo(MOST_OF_AN_INDEX);
  }

  @Test
  void staysWithinTheLimitOfAllIndexes() {
    assertThat(INDEXES.keySet().stream().mapToInt(index -> shown(index).size()).sum())
        .isLessThanOrEqualTo(MOST_OF_ALL_INDEXES);
  }

  @Test
  void streamsBothImages() {
    assertThat(table.streamSpecification().streamViewType())
        .isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
  }

  @Test
  void expiresByTheAttributeThatTheStoresSet() {
    assertThat(TABLE.properties().get("TimeToLiveSpecification"))
        .isEqualTo(Map.of("AttributeName", TTL, "Enabled", true));
  }

  private GlobalSecondaryIndexDescription index(String name) {
    return table.globalSecondaryIndexes().stream()
        .filter(index -> index.indexName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Set<String> shown(String index) {
    return Set.copyOf(index(index).projection().nonKeyAttributes());
  }

  private static Map<KeyType, String> keySchema(List<KeySchemaElement> schema) {
    return schema.stream()
        .collect(Collectors.toMap(KeySchemaElement::keyType, KeySchemaElement::attributeName));
  }
}
