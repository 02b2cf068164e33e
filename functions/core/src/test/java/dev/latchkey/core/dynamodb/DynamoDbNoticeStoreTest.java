package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.memory.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.application.NoticeStore;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.Notice;
import dev.latchkey.core.domain.NoticeId;
import dev.latchkey.core.domain.NoticeKind;
import dev.latchkey.core.domain.NoticeSchedule;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.dynamodb.mapping.NoticeItem;
import dev.latchkey.core.memory.NoticeStoreContract;
import dev.latchkey.core.memory.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DynamoDbNoticeStoreTest extends NoticeStoreContract {
  private static final TestStores STORES = TestStores.createAnywhere();

  private final NoticeStore notices = new DynamoDbNoticeStore(STORES.client(), STORES.table());

  @Override
  protected NoticeStore notices() {
    return notices;
  }

  @Override
  protected KeyStore keys() {
    return STORES.keys();
  }

  @Test
  void keepsAllOfANotice() {
    for (NoticeKind kind : NoticeKind.values()) {
      ApiKey key = Samples.key().key();
      FieldValues fields = key.fields().with(KeyFields.OWNER, "team-finance");
      ApiKey owned =
          ApiKey.created(key.keyId(), key.dataApi(), fields, "lk", key.creation(), key.expiresAt());
      NoticeId id = NoticeId.ofSecret(key.keyId(), NOW);
      NoticeSchedule.Due due = new NoticeSchedule.Due(id, kind, 90);
      for (Notice notice :
          new Notice[] {
            Notice.of(due, owned, NOW, NOW.minusSeconds(7)), Notice.of(due, key, NOW, null)
          }) {
        assertThat(NoticeItem.notice(NoticeItem.of(notice, NOW))).isEqualTo(notice);
      }
      notices.put(Notice.of(due, owned, NOW, null), NOW.plus(Duration.ofDays(1)));
      Item stored = STORES.item(ItemKey.of(id));
      assertThat(NoticeItem.notice(stored)).isEqualTo(Notice.of(due, owned, NOW, null));
      assertThat(stored.time("ttl")).isEqualTo(NOW.plus(Duration.ofDays(1)));
      assertThat(stored.has("kind") || stored.has("sort_key") || stored.has("live")).isFalse();
    }
  }
}
