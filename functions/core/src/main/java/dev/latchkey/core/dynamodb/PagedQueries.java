package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.dynamodb.item.Attributes.ALL;
import static dev.latchkey.core.dynamodb.item.Attributes.BY_DATA_API;
import static dev.latchkey.core.dynamodb.item.Attributes.DATA_API_ID;
import static dev.latchkey.core.dynamodb.item.Attributes.DATA_API_KIND;
import static dev.latchkey.core.dynamodb.item.Attributes.EVENT_SK;
import static dev.latchkey.core.dynamodb.item.Attributes.KEY_KIND;
import static dev.latchkey.core.dynamodb.item.Attributes.KIND;
import static dev.latchkey.core.dynamodb.item.Attributes.PK;
import static dev.latchkey.core.dynamodb.item.Attributes.SK;
import static dev.latchkey.core.dynamodb.item.Attributes.SORT_KEY;

import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.dynamodb.item.ItemKeys;
import dev.latchkey.core.dynamodb.mapping.EventItem;
import java.util.List;
import java.util.function.Function;

/** The queries behind all listings. */
final class PagedQueries {
  private PagedQueries() {}

  static PagedQuery allKeys(Table table) {
    return indexed(table, ALL, KIND, KEY_KIND, PagedQueries::key);
  }

  static PagedQuery keysOf(Table table, String dataApiId) {
    return indexed(table, BY_DATA_API, DATA_API_ID, dataApiId, PagedQueries::key);
  }

  static PagedQuery allDataApis(Table table) {
    return indexed(table, ALL, KIND, DATA_API_KIND, ItemKey::ofDataApi);
  }

  static PagedQuery eventsOf(Table table, EventTarget subject) {
    String pk = ItemKeys.eventsPk(subject);
    return new PagedQuery(
        table,
        null,
        EventItem.SHOWN,
        expression ->
            "%s AND begins_with(%s, %s)"
                .formatted(
                    expression.equal(PK, pk), expression.name(SK), expression.value(EVENT_SK)),
        ItemKeys::eventId,
        eventId -> {
          ItemKey key = ItemKeys.ofEvent(subject, eventId);
          return new Item().put(PK, key.pk()).put(SK, key.sk());
        });
  }

  private static ItemKey key(String keyId) {
    return ItemKey.of(new KeyId(keyId));
  }

  private static PagedQuery indexed(
      Table table, String index, String hash, String hashValue, Function<String, ItemKey> keyOfId) {
    return new PagedQuery(
        table,
        index,
        List.of(),
        expression -> expression.equal(hash, hashValue),
        item -> item.text(SORT_KEY),
        sortKey -> {
          ItemKey key = keyOfId.apply(ItemKeys.idOfSortKey(sortKey));
          return new Item()
              .put(PK, key.pk())
              .put(SK, key.sk())
              .put(hash, hashValue)
              .put(SORT_KEY, sortKey);
        });
  }
}
