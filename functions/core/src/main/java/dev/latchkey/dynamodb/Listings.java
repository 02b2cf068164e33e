package dev.latchkey.dynamodb;

import static dev.latchkey.dynamodb.Attributes.ALL;
import static dev.latchkey.dynamodb.Attributes.BY_DATA_API;
import static dev.latchkey.dynamodb.Attributes.DATA_API_ID;
import static dev.latchkey.dynamodb.Attributes.DATA_API_KIND;
import static dev.latchkey.dynamodb.Attributes.EVENT_SK;
import static dev.latchkey.dynamodb.Attributes.KEY_KIND;
import static dev.latchkey.dynamodb.Attributes.KIND;
import static dev.latchkey.dynamodb.Attributes.PK;
import static dev.latchkey.dynamodb.Attributes.SK;
import static dev.latchkey.dynamodb.Attributes.SORT_KEY;

import dev.latchkey.key.EventSubject;
import dev.latchkey.key.KeyId;
import java.util.List;
import java.util.function.Function;

/** The listings that there are. */
final class Listings {
  private Listings() {}

  static Listing allKeys(Table table) {
    return indexed(table, ALL, KIND, KEY_KIND, Listings::key);
  }

  static Listing keysOf(Table table, String dataApiId) {
    return indexed(table, BY_DATA_API, DATA_API_ID, dataApiId, Listings::key);
  }

  static Listing allDataApis(Table table) {
    return indexed(table, ALL, KIND, DATA_API_KIND, ItemKey::ofDataApi);
  }

  static Listing eventsOf(Table table, EventSubject subject) {
    String pk = Keys.eventsPk(subject);
    return new Listing(
        table,
        null,
        EventItem.SHOWN,
        terms ->
            "%s AND begins_with(%s, %s)"
                .formatted(terms.equal(PK, pk), terms.name(SK), terms.value(EVENT_SK)),
        Keys::eventId,
        eventId -> {
          ItemKey key = Keys.ofEvent(subject, eventId);
          return new Item().put(PK, key.pk()).put(SK, key.sk());
        });
  }

  private static ItemKey key(String keyId) {
    return ItemKey.of(new KeyId(keyId));
  }

  private static Listing indexed(
      Table table, String index, String hash, String hashValue, Function<String, ItemKey> keyOfId) {
    return new Listing(
        table,
        index,
        List.of(),
        terms -> terms.equal(hash, hashValue),
        item -> item.text(SORT_KEY),
        sortKey -> {
          ItemKey key = keyOfId.apply(Keys.idOfSortKey(sortKey));
          return new Item()
              .put(PK, key.pk())
              .put(SK, key.sk())
              .put(hash, hashValue)
              .put(SORT_KEY, sortKey);
        });
  }
}
