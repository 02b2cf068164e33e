package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.memory.Samples.NOW;
import static dev.latchkey.core.memory.Samples.change;
import static dev.latchkey.core.memory.WriteResults.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.core.application.KeyQuery;
import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyStatus;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.memory.KeyListingContract;
import dev.latchkey.core.memory.Samples;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbKeyListingTest extends KeyListingContract {
  private static final TestStores STORES = TestStores.createAnywhere();

  @Override
  protected KeyStore keys() {
    return STORES.keys();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "about.name, -",
        "about.prefix, -",
        "about.created_at, -",
        "about.created_at, soon",
        "about.created_by.name, -",
        "about, -",
        "domain, -",
        "revision, -",
        "changed_at, soon"
      })
  void aDamagedKeyIsLeftOutOfListingsAndDenied(String attribute, @Nullable String text) {
    String dataApiId = Samples.dataApiId();
    KeyId whole = create(dataApiId);
    KeyId damaged = create(dataApiId);
    STORES.damage(ItemKey.of(damaged), attribute, text == null ? null : AttributeValue.fromS(text));

    for (KeyStatus status : new @Nullable KeyStatus[] {null, KeyStatus.ACTIVE}) {
      Page<ApiKey> page =
          keys().list(new KeyQuery(dataApiId, status, NOW), new Page.Request(50, null));
      assertThat(page.items()).extracting(ApiKey::keyId).containsExactly(whole);
    }
    assertThatThrownBy(() -> keys().lookup(damaged)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void aDamagedDataApiHidesNoOther() {
    DataApi whole = Samples.dataApi(Samples.dataApiId());
    DataApi damaged = Samples.dataApi(Samples.dataApiId());
    for (DataApi dataApi : List.of(whole, damaged)) {
      done(STORES.dataApis().register(dataApi, Samples.key(dataApi.dataApiId()), change()));
    }
    STORES.damage(ItemKey.ofDataApi(damaged.dataApiId()), "domain", null);

    assertThat(STORES.dataApis().list(new Page.Request(1_000, null)).items())
        .extracting(DataApi::dataApiId)
        .contains(whole.dataApiId())
        .doesNotContain(damaged.dataApiId());
  }

  private static KeyId create(String dataApiId) {
    StoredKey key = Samples.key(dataApiId);
    done(STORES.keys().create(key, change()));
    return key.key().keyId();
  }
}
