package dev.latchkey.core.dynamodb.mapping;

import static dev.latchkey.core.dynamodb.item.Attributes.*;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.dynamodb.expression.ExpressionBuilder;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;

/** Converts a data API to its item and back. */
public final class DataApiItem {
  private DataApiItem() {}

  /** Returns the item of a new data API. */
  public static Item of(DataApi dataApi, ChangeContext change) {
    return CommonItem.of(
            ItemKey.ofDataApi(dataApi.dataApiId()),
            DATA_API_KIND,
            dataApi.ref(),
            dataApi.creation(),
            dataApi.fields(),
            DataApiFields.ALL)
        .put(SORT_KEY, ItemKey.sortKey(change.moment(), dataApi.dataApiId()));
  }

  /** Returns the data API of an item, complete or projected by an index. */
  public static DataApi dataApi(Item item) {
    return new DataApi(
        CommonItem.ref(item, ItemKey.id(item)),
        CommonItem.fields(item, DataApiFields.ALL),
        CommonItem.creation(item),
        CommonItem.version(item));
  }

  /** Returns the condition that {@link #dataApi} can read an item. */
  public static String isReadable(ExpressionBuilder expression) {
    return CommonItem.isReadable(expression, DataApiFields.ALL);
  }
}
