package dev.latchkey.dynamodb;

import static dev.latchkey.dynamodb.Attributes.*;

import dev.latchkey.key.Change;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.DataApiFields;

/** Converts a data API to its item and back. */
final class DataApiItem {
  private DataApiItem() {}

  /** The item of a new data API. */
  static Item of(DataApi dataApi, Change change) {
    return CommonItem.of(
            ItemKey.ofDataApi(dataApi.dataApiId()),
            DATA_API_KIND,
            dataApi.ref(),
            dataApi.creation(),
            dataApi.fields(),
            DataApiFields.ALL)
        .put(SORT_KEY, Keys.sortKey(change.moment(), dataApi.dataApiId()));
  }

  /** The data API that an item holds, whole or as an index shows it. */
  static DataApi dataApi(Item item) {
    return new DataApi(
        CommonItem.ref(item, Keys.id(item)),
        CommonItem.fields(item, DataApiFields.ALL),
        CommonItem.creation(item),
        CommonItem.version(item));
  }

  /** The condition that {@link #dataApi} can read an item. */
  static String isReadable(Terms terms) {
    return CommonItem.isReadable(terms, DataApiFields.ALL);
  }
}
