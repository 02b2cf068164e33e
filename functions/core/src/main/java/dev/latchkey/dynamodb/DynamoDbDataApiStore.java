package dev.latchkey.dynamodb;

import static dev.latchkey.dynamodb.Attributes.DELETED_AT;
import static dev.latchkey.dynamodb.Attributes.DELETED_BY;
import static dev.latchkey.dynamodb.Attributes.DOMAIN_KIND;
import static dev.latchkey.dynamodb.Attributes.KIND;
import static dev.latchkey.dynamodb.Attributes.SORT_KEY;

import dev.latchkey.key.Change;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.DataApiStore;
import dev.latchkey.key.EventKind;
import dev.latchkey.key.FieldEdits;
import dev.latchkey.key.Outcome;
import dev.latchkey.key.Page;
import dev.latchkey.key.StoredKey;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Data APIs in DynamoDB. */
public final class DynamoDbDataApiStore implements DataApiStore {
  private final Table table;
  private final Duration retention;

  /**
   * @param client the client, which its maker closes
   * @param table the table's name
   * @param retentionDays how many days an expired key stays to be seen
   */
  public DynamoDbDataApiStore(DynamoDbClient client, String table, int retentionDays) {
    this.table = new Table(client, table);
    this.retention = Duration.ofDays(retentionDays);
  }

  @Override
  public Optional<DataApi> find(String dataApiId) {
    return table
        .get(ItemKey.ofDataApi(dataApiId))
        .flatMap(Table::present)
        .map(DataApiItem::dataApi);
  }

  @Override
  public Page<DataApi> list(Page.Request page) {
    return Listings.allDataApis(table).page(page, DataApiItem::dataApi);
  }

  @Override
  public Outcome<Registration, Conflict> register(
      DataApi dataApi, StoredKey firstKey, Change change) {
    NewItem dataApiItem =
        NewItem.inPlaceOfDeleted(
            DataApiItem.of(dataApi, change),
            new Stamp(EventKind.REGISTERED, change),
            dataApi.ref().domain());
    NewItem keyItem =
        NewItem.of(KeyItem.of(firstKey, change, retention), new Stamp(EventKind.CREATED, change));
    return new NewPair(table, dataApiItem, keyItem).create();
  }

  @Override
  public Outcome<DataApi, DataApi> edit(String dataApiId, FieldEdits edits, Change change) {
    Update update = new Update(new Stamp(EventKind.EDITED, change)).onlyIf(DataApiItem::isReadable);
    CommonItem.edit(update, edits);
    return table
        .update(ItemKey.ofDataApi(dataApiId), update)
        .map(DataApiItem::dataApi, DataApiItem::dataApi);
  }

  @Override
  public Outcome<String, DataApi> delete(String dataApiId, Change change) {
    Update update =
        new Update(new Stamp(EventKind.DELETED, change))
            .set(DELETED_AT, change.at())
            .set(DELETED_BY, change.by())
            .remove(KIND, SORT_KEY, DOMAIN_KIND);
    return table
        .update(ItemKey.ofDataApi(dataApiId), update)
        .map(item -> dataApiId, DataApiItem::dataApi);
  }
}
