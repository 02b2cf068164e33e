package dev.latchkey.management.history;

import static dev.latchkey.core.memory.Samples.NOW;
import static dev.latchkey.core.memory.Samples.change;
import static dev.latchkey.core.memory.WriteResults.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Rotation;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.dynamodb.DynamoDbKeyStore;
import dev.latchkey.core.dynamodb.TestStores;
import dev.latchkey.core.dynamodb.item.AttributeValues;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.memory.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Tests that the table has items of known kinds only, since the IAM policies depend on their keys.
 */
class KnownItemsTest {
  private static final Map<String, String> PATTERNS =
      Map.of(
          "key", "KEY#[0-9A-Za-z]{16} KEY",
          "data API", "API#[a-z][a-z0-9-]{1,62} API",
          "event of a key", "EVENT#KEY#[0-9A-Za-z]{16} EVENT#[0-9]{40}",
          "event of a data API", "EVENT#API#[a-z][a-z0-9-]{1,62} EVENT#[0-9]{40}");

  private final TestStores stores = TestStores.create();

  @Test
  void whateverTheStoresDo() {
    DynamoDbKeyStore keys = stores.keys();
    DataApi dataApi = Samples.dataApi();
    String dataApiId = dataApi.dataApiId();
    StoredKey key = Samples.key(dataApiId);
    KeyId keyId = key.key().keyId();
    done(stores.dataApis().register(dataApi, Samples.key(dataApiId), change()));
    done(keys.create(key, change()));
    done(keys.extend(keyId, Duration.ofDays(1), NOW.plus(Duration.ofDays(99)), null, change()));
    done(keys.edit(keyId, Samples.rename("new"), change()));
    done(keys.rotate(keyId, new Rotation("lk", Samples.hash(keyId), NOW.plusSeconds(9)), change()));
    done(keys.revoke(keyId, "leaked", change()));
    done(keys.delete(keyId, change()));
    FieldEdits edit = FieldEdits.NONE.set(DataApiFields.DESCRIPTION, "new");
    done(stores.dataApis().edit(dataApiId, edit, change()));
    done(stores.dataApis().delete(dataApiId, change()));
    for (ItemChange image : StreamOf.table(stores)) {
      KeyEvent event = DescribeChange.event(image).orElseThrow();
      stores.events().append(event, NOW);
    }

    List<String> found =
        stores.client().scanPaginator(r -> r.tableName(stores.table())).items().stream()
            .map(KnownItemsTest::key)
            .toList();
    assertThat(found).allSatisfy(it -> assertThat(kinds(it)).as(it).hasSize(1));
    assertThat(found.stream().flatMap(it -> kinds(it).stream()).collect(Collectors.toSet()))
        .isEqualTo(PATTERNS.keySet());
  }

  private static String key(Map<String, AttributeValue> item) {
    Item values = AttributeValues.item(item);
    return values.text("pk") + " " + values.text("sk");
  }

  private static Set<String> kinds(String key) {
    return PATTERNS.entrySet().stream()
        .filter(pattern -> key.matches(pattern.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
