package dev.latchkey.dynamodb;

import static dev.latchkey.dynamodb.Attributes.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.dynamodb.TestTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The template's table is the one that the stores use. */
class TableDefinitionTest {
  private static final TestTable TABLE = TestTable.fromTemplate("KeyTable");

  private static final Set<String> SHOWN_OF_KEYS =
      Set.of(
          NAME,
          DESCRIPTION,
          PREFIX,
          CREATED_AT,
          CREATED_BY.subject(),
          CREATED_BY.name(),
          EXPIRES_AT,
          REVOKED_AT,
          REVOKED_BY.subject(),
          REVOKED_BY.name(),
          REVOKE_REASON,
          ROTATED_AT,
          PREVIOUS_SECRET_UNTIL,
          PREVIOUS_EXPIRES_AT);

  private final TableDescription table =
      TABLE.client().describeTable(r -> r.tableName(TABLE.name())).table();

  @Test
  void hasTheKeyThatItemsHave() {
    assertThat(keySchema(table.keySchema())).isEqualTo(Map.of(KeyType.HASH, PK, KeyType.RANGE, SK));
  }

  @Test
  void hasTheIndexesThatListingsRead() {
    assertThat(table.globalSecondaryIndexes())
        .extracting(GlobalSecondaryIndexDescription::indexName)
        .containsExactlyInAnyOrder(BY_DATA_API, ALL);
    assertThat(keySchema(index(BY_DATA_API).keySchema()))
        .isEqualTo(Map.of(KeyType.HASH, DATA_API_ID, KeyType.RANGE, SORT_KEY));
    assertThat(keySchema(index(ALL).keySchema()))
        .isEqualTo(Map.of(KeyType.HASH, KIND, KeyType.RANGE, SORT_KEY));
  }

  @Test
  void showsInItsIndexesWhatListingsShowAndNoMore() {
    assertThat(shown(BY_DATA_API)).isEqualTo(SHOWN_OF_KEYS);
    assertThat(shown(ALL))
        .isEqualTo(
            Stream.concat(
                    SHOWN_OF_KEYS.stream(),
                    Stream.of(DATA_API_ID, DOMAIN, DATASET, REGISTRATION, ROUTES))
                .collect(Collectors.toSet()));
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
