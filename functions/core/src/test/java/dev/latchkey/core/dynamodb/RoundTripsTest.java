package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.memory.Samples.NOW;
import static dev.latchkey.core.memory.Samples.change;
import static dev.latchkey.core.memory.WriteResults.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.EventQuery;
import dev.latchkey.core.application.KeyFilter;
import dev.latchkey.core.application.KeyQuery;
import dev.latchkey.core.application.LabelFilter;
import dev.latchkey.core.application.ListKeys;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyStatus;
import dev.latchkey.core.domain.Rotation;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.memory.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the round trips and capacity units of each operation. */
class RoundTripsTest {
  private static final Page.Request PAGE = new Page.Request(50, null);

  private final RequestCounter calls = new RequestCounter();
  private final TestStores stores = TestStores.createAnywhere(calls);
  private final DynamoDbKeyStore keys = stores.keys();
  private final DynamoDbDataApiStore dataApis = stores.dataApis();
  private final StoredKey key = Samples.key("orders");
  private final KeyId keyId = key.key().keyId();

  @Test
  void eachChangeOfAKeyIsOne() {
    done(keys.create(key, change()));
    assertThat(calls.operations()).containsExactly("PutItem");
    done(keys.extend(keyId, Duration.ofDays(1), NOW.plus(Duration.ofDays(99)), null, change()));
    assertThat(calls.operations()).containsExactly("UpdateItem");
    FieldEdits fields = FieldEdits.NONE.set(KeyFields.NAME, "new").clear(KeyFields.DESCRIPTION);
    done(keys.edit(keyId, new KeyEdit(fields, NOW.plusSeconds(9)), change()));
    assertThat(calls.operations()).containsExactly("UpdateItem");
    done(keys.rotate(keyId, new Rotation("lk", Samples.hash(keyId), null), change()));
    assertThat(calls.operations()).containsExactly("UpdateItem");
    done(keys.suspend(keyId, "unpaid", change()));
    assertThat(calls.operations()).containsExactly("UpdateItem");
    done(keys.resume(keyId, change()));
    assertThat(calls.operations()).containsExactly("UpdateItem");
    done(keys.revoke(keyId, "leaked", change()));
    assertThat(calls.operations()).containsExactly("UpdateItem");
    keys.revoke(keyId, "again", change());
    assertThat(calls.operations()).containsExactly("UpdateItem");
    done(keys.delete(keyId, change()));
    assertThat(calls.operations()).containsExactly("UpdateItem");
  }

  @Test
  void eachChangeOfADataApiIsOne() {
    DataApi dataApi = Samples.dataApi();
    done(dataApis.register(dataApi, Samples.key(dataApi.dataApiId()), change()));
    assertThat(calls.operations()).containsExactly("TransactWriteItems");
    FieldEdits edit = FieldEdits.NONE.set(DataApiFields.ROUTES, dataApi.routes());
    done(dataApis.edit(dataApi.dataApiId(), edit, change()));
    assertThat(calls.operations()).containsExactly("UpdateItem");
    done(dataApis.delete(dataApi.dataApiId(), change()));
    assertThat(calls.operations()).containsExactly("UpdateItem");
  }

  @Test
  void lookingAKeyUpIsOneOfOneReadUnit() {
    done(keys.create(key, change()));
    calls.operations();
    calls.units();
    keys.lookup(keyId);
    assertThat(calls.operations()).containsExactly("GetItem");
    assertThat(calls.units()).isEqualTo(1);
    keys.find(keyId);
    assertThat(calls.operations()).containsExactly("GetItem");
    dataApis.find("orders");
    assertThat(calls.operations()).containsExactly("GetItem");
  }

  @Test
  void aPageIsOneQueryAndTwoWhenFiltered() {
    done(keys.create(Samples.key("orders", NOW, null), change()));
    done(keys.create(key, change()));
    calls.operations();
    keys.list(new KeyQuery(null, null, NOW), PAGE);
    assertThat(calls.operations()).containsExactly("Query");
    keys.list(new KeyQuery("orders", null, NOW), new Page.Request(1, null));
    assertThat(calls.operations()).containsExactly("Query");
    keys.list(new KeyQuery("orders", KeyStatus.REVOKED, NOW), new Page.Request(1, null));
    assertThat(calls.operations()).containsExactly("Query", "Query");
    keys.list(new KeyQuery("orders", KeyStatus.REVOKED, NOW), PAGE);
    assertThat(calls.operations()).containsExactly("Query");
    keys.anyLive("orders", NOW);
    assertThat(calls.operations()).containsExactly("Query");
    dataApis.list(PAGE);
    assertThat(calls.operations()).containsExactly("Query");
  }

  @ParameterizedTest
  @EnumSource(KeyQuery.Order.class)
  void soIsAPageWithEachFilter(KeyQuery.Order order) {
    done(keys.create(Samples.key("orders", NOW.plusSeconds(9), null), change()));
    done(keys.create(key, change()));
    calls.operations();
    Page.Request one = new Page.Request(1, null);
    keys.list(new KeyQuery(null, null, NOW, KeyFilter.ALL, order), one);
    assertThat(calls.operations()).containsExactly("Query");
    LabelFilter labels = new LabelFilter("sales", "nobody", Map.of("team", "none", "a.b", "c"));
    KeyFilter filter = new KeyFilter(labels, "nobody", NOW, NOW.plusSeconds(5_000_000));
    for (KeyFilter each : List.of(filter, new KeyFilter(LabelFilter.ALL, "nobody", null, null))) {
      keys.list(new KeyQuery(null, KeyStatus.SUSPENDED, NOW, each, order), one);
      assertThat(calls.operations()).containsExactly("Query", "Query");
      keys.list(new KeyQuery("orders", null, NOW, each, order), PAGE);
      assertThat(calls.operations()).containsExactly("Query");
    }
    dataApis.list(labels, PAGE);
    assertThat(calls.operations()).containsExactly("Query");
  }

  @Test
  void unusedKeysAddABatchOfReads() {
    done(keys.create(key, change()));
    calls.operations();
    ListKeys list = new ListKeys(keys, stores.usage());
    KeyQuery query = new KeyQuery(null, null, NOW);
    Instant later = NOW.plusSeconds(1);
    assertThat(list.list(new ListKeys.Command(query, later, false), PAGE).items()).hasSize(1);
    assertThat(calls.operations()).containsExactly("Query", "BatchGetItem");
    list.list(new ListKeys.Command(query, later, true), PAGE);
    assertThat(calls.operations()).containsExactly("Query", "BatchGetItem");
    list.list(new ListKeys.Command(query, null, false), PAGE);
    assertThat(calls.operations()).containsExactly("Query");
    list.list(new ListKeys.Command(query, NOW, false), PAGE);
    assertThat(calls.operations()).containsExactly("Query");
  }

  @Test
  void aPageCostsTheSameHoweverManyKeysThereAre() {
    for (int i = 0; i < 10; i++) {
      done(keys.create(Samples.key("orders"), change()));
    }
    calls.units();
    keys.list(new KeyQuery("orders", null, NOW), new Page.Request(5, null));
    double few = calls.units();
    for (int i = 0; i < 50; i++) {
      done(keys.create(Samples.key("orders"), change()));
    }
    calls.units();
    keys.list(new KeyQuery("orders", null, NOW), new Page.Request(5, null));
    assertThat(calls.units()).isEqualTo(few);
  }

  @Test
  void theHistoryIsOnePutAndOneQuery() {
    EventTarget subject = EventTarget.of(keyId);
    stores
        .events()
        .append(
            new KeyEvent("1", EventKind.EDITED, subject, "sales", NOW, Samples.ADA, Map.of()), NOW);
    assertThat(calls.operations()).containsExactly("PutItem");
    stores.events().list(subject, PAGE);
    assertThat(calls.operations()).containsExactly("Query");
    stores.events().list(EventQuery.ALL, PAGE);
    assertThat(calls.operations()).containsExactly("Query");
    stores.events().list(new EventQuery("sales", null, null, null, NOW), PAGE);
    assertThat(calls.operations()).containsExactly("Query");
    stores
        .events()
        .list(
            new EventQuery("sales", null, "nobody", EventKind.ALTERED, NOW),
            new Page.Request(1, null));
    assertThat(calls.operations()).containsExactly("Query", "Query");
  }
}
