package dev.latchkey.dynamodb;

import static dev.latchkey.dynamodb.Attributes.*;

import dev.latchkey.key.Change;
import dev.latchkey.key.DataApi;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A data API as an item, and an item as a data API. */
final class DataApiItem {
  private DataApiItem() {}

  /** A new data API's item. */
  static Item of(DataApi dataApi, Change change) {
    return new Item(Keys.ofDataApi(dataApi.dataApiId()))
        .put(KIND, DATA_API_KIND)
        .put(SORT_KEY, Keys.sortKey(change.moment(), dataApi.dataApiId()))
        .put(DOMAIN, dataApi.domain())
        .put(DATASET, dataApi.dataset())
        .put(DESCRIPTION, dataApi.description())
        .put(ROUTES, RouteItem.of(dataApi.routes()))
        .put(CREATED_AT, dataApi.createdAt())
        .put(CREATED_BY, dataApi.createdBy())
        .put(REGISTRATION, dataApi.registration());
  }

  /** The data API that an item holds, whole or as an index shows it. */
  static DataApi dataApi(Item item) {
    AttributeValue routes = item.get(ROUTES);
    if (routes == null) {
      throw new IllegalStateException("A data API has no routes");
    }
    return new DataApi(
        Keys.id(item),
        item.text(DOMAIN),
        item.text(DATASET),
        item.textOrNull(DESCRIPTION),
        RouteItem.routes(routes),
        item.time(CREATED_AT),
        item.actor(CREATED_BY),
        item.text(REGISTRATION));
  }

  /** The condition that {@link #dataApi} can read an item, but for what is inside its routes. */
  static String isReadable(Terms terms) {
    return String.join(
        " AND ",
        terms.texts(DOMAIN, DATASET, CREATED_BY.subject(), CREATED_BY.name(), REGISTRATION),
        terms.times(CREATED_AT),
        terms.present(ROUTES));
  }
}
