package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.dynamodb.item.Attributes.DELETED_AT;
import static dev.latchkey.core.dynamodb.item.Attributes.DELETED_BY;
import static dev.latchkey.core.dynamodb.item.Attributes.DOMAIN_KIND;
import static dev.latchkey.core.dynamodb.item.Attributes.KIND;
import static dev.latchkey.core.dynamodb.item.Attributes.SORT_KEY;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.DataApiStore;
import dev.latchkey.core.application.LabelFilter;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.application.WriteResult;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.dynamodb.expression.ConditionalPut;
import dev.latchkey.core.dynamodb.expression.ConditionalUpdate;
import dev.latchkey.core.dynamodb.expression.WriteMetadata;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.dynamodb.mapping.CommonItem;
import dev.latchkey.core.dynamodb.mapping.DataApiItem;
import dev.latchkey.core.dynamodb.mapping.KeyItem;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Stores data APIs in DynamoDB. */
public final class DynamoDbDataApiStore implements DataApiStore {
  private final Table table;
  private final Duration retention;

  /**
   * @param client the client; its owner closes it
   * @param table the table's name
   * @param retentionDays how many days an expired key stays in the table
   */
  public DynamoDbDataApiStore(DynamoDbClient client, String table, int retentionDays) {
    this(new Table(client, table), Duration.ofDays(retentionDays));
  }

  private DynamoDbDataApiStore(Table table, Duration retention) {
    this.table = table;
    this.retention = retention;
  }

  @Override
  public DataApiStore within(DomainScope scope) {
    return new DynamoDbDataApiStore(table.within(scope), retention);
  }

  @Override
  public Optional<DataApi> find(String dataApiId) {
    return table
        .get(ItemKey.ofDataApi(dataApiId))
        .flatMap(Table::present)
        .map(DataApiItem::dataApi);
  }

  @Override
  public Page<DataApi> list(LabelFilter filter, Page.Request page) {
    DomainScope scope = table.scope().only(filter.domain());
    return scope.isEmpty()
        ? Page.empty()
        : PagedQueries.dataApis(table.within(scope))
            .page(page, DataApiItem::dataApi, new ListConditions().labels(filter));
  }

  @Override
  public Page<DataApi> listOfEveryDomain(Page.Request page) {
    return PagedQueries.dataApis(table.within(DomainScope.ALL)).page(page, DataApiItem::dataApi);
  }

  @Override
  public WriteResult<Registration, Conflict> register(
      DataApi dataApi, StoredKey firstKey, ChangeContext change) {
    ConditionalPut dataApiItem =
        ConditionalPut.inPlaceOfDeleted(
            DataApiItem.of(dataApi, change),
            new WriteMetadata(EventKind.REGISTERED, change),
            dataApi.ref().domain());
    ConditionalPut keyItem =
        ConditionalPut.of(
            KeyItem.of(firstKey, change, retention), new WriteMetadata(EventKind.CREATED, change));
    return new RegistrationTransaction(table, dataApiItem, keyItem).create();
  }

  @Override
  public WriteResult<DataApi, DataApi> edit(
      String dataApiId, FieldEdits edits, ChangeContext change) {
    ConditionalUpdate update =
        new ConditionalUpdate(new WriteMetadata(EventKind.EDITED, change))
            .onlyIf(DataApiItem::isReadable);
    CommonItem.edit(update, edits);
    return table
        .update(ItemKey.ofDataApi(dataApiId), update)
        .map(DataApiItem::dataApi, DataApiItem::dataApi);
  }

  @Override
  public WriteResult<String, DataApi> delete(String dataApiId, ChangeContext change) {
    ConditionalUpdate update =
        new ConditionalUpdate(new WriteMetadata(EventKind.DELETED, change))
            .set(DELETED_AT, change.at())
            .set(DELETED_BY, change.by())
            .remove(KIND, SORT_KEY, DOMAIN_KIND);
    return table
        .update(ItemKey.ofDataApi(dataApiId), update)
        .map(item -> dataApiId, DataApiItem::dataApi);
  }
}
