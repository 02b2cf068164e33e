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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The listings that there are. */
final class Listings {
  private Listings() {}

  static Listing allKeys(Table table) {
    return indexed(table, ALL, KIND, KEY_KIND, Keys::ofKey);
  }

  static Listing keysOf(Table table, String dataApiId) {
    return indexed(table, BY_DATA_API, DATA_API_ID, dataApiId, Keys::ofKey);
  }

  static Listing allDataApis(Table table) {
    return indexed(table, ALL, KIND, DATA_API_KIND, Keys::ofDataApi);
  }

  static Listing eventsOf(Table table, EventSubject subject) {
    AttributeValue pk = Item.value(Keys.eventsPk(subject));
    return new Listing(
        table,
        null,
        EventItem.SHOWN,
        terms ->
            "%s AND begins_with(%s, %s)"
                .formatted(terms.equal(PK, pk), terms.name(SK), terms.value(Item.value(EVENT_SK))),
        Keys::eventId,
        eventId -> Keys.ofEvent(subject, eventId));
  }

  private static Listing indexed(
      Table table,
      String index,
      String hash,
      String hashValue,
      Function<String, Map<String, AttributeValue>> keyOfId) {
    AttributeValue value = Item.value(hashValue);
    return new Listing(
        table,
        index,
        List.of(),
        terms -> terms.equal(hash, value),
        item -> item.text(SORT_KEY),
        sortKey -> {
          Map<String, AttributeValue> start =
              new HashMap<>(keyOfId.apply(Keys.idOfSortKey(sortKey)));
          start.put(hash, value);
          start.put(SORT_KEY, Item.value(sortKey));
          return start;
        });
  }
}
