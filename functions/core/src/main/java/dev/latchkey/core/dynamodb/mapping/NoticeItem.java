package dev.latchkey.core.dynamodb.mapping;

import static dev.latchkey.core.dynamodb.item.Attributes.*;

import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyLabel;
import dev.latchkey.core.domain.Notice;
import dev.latchkey.core.domain.NoticeId;
import dev.latchkey.core.domain.NoticeKind;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import java.time.Instant;

/** Converts a notice to its item and back. */
public final class NoticeItem {
  private NoticeItem() {}

  /**
   * Returns the item of a notice.
   *
   * @param end until when the notice is kept
   */
  public static Item of(Notice notice, Instant end) {
    ItemKey key = ItemKey.of(notice.id());
    return new Item()
        .put(PK, key.pk())
        .put(SK, key.sk())
        .put(DOMAIN, notice.domain())
        .put(EXPIRES_AT, notice.expiresAt())
        .put(CHANGED_AT, notice.at())
        .put(NOTICE_KIND, notice.kind().word())
        .put(NOTICE_DAYS, notice.days())
        .put(NOTICE_DATA_API_ID, notice.label().dataApiId())
        .put(NOTICE_KEY_NAME, notice.label().name())
        .put(NOTICE_KEY_HINT, notice.label().hint())
        .put(NOTICE_OWNER, notice.owner())
        .put(NOTICE_SECRET_SINCE, notice.secretSince())
        .put(NOTICE_LAST_USED_AT, notice.lastUsedAt())
        .put(TTL, end);
  }

  /** Returns whether an item is a notice. */
  public static boolean isNotice(Item item) {
    return item.text(PK).startsWith(NOTICE_PK);
  }

  /** Returns the notice of an item. */
  public static Notice notice(Item item) {
    return new Notice(
        new NoticeId(new KeyId(item.text(PK).substring(NOTICE_PK.length())), item.text(SK)),
        NoticeKind.of(item.text(NOTICE_KIND)),
        Math.toIntExact(item.number(NOTICE_DAYS)),
        item.time(CHANGED_AT),
        item.text(DOMAIN),
        new KeyLabel(
            item.text(NOTICE_DATA_API_ID), item.text(NOTICE_KEY_NAME), item.text(NOTICE_KEY_HINT)),
        item.textOrNull(NOTICE_OWNER),
        item.time(EXPIRES_AT),
        item.time(NOTICE_SECRET_SINCE),
        item.timeOrNull(NOTICE_LAST_USED_AT));
  }
}
