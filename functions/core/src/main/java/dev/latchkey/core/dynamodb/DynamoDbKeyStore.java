package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.dynamodb.item.Attributes.*;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.KeyQuery;
import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.application.WriteResult;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.OnPending;
import dev.latchkey.core.domain.Rotation;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.dynamodb.expression.ConditionalPut;
import dev.latchkey.core.dynamodb.expression.ConditionalUpdate;
import dev.latchkey.core.dynamodb.expression.WriteMetadata;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.dynamodb.mapping.CommonItem;
import dev.latchkey.core.dynamodb.mapping.KeyItem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Stores keys in DynamoDB, with one strongly consistent read to find a key and one conditional
 * write to change it.
 */
public final class DynamoDbKeyStore implements KeyStore {
  private final Table table;
  private final Duration retention;
  private final Duration eventRetention;

  /**
   * @param client the client; its owner closes it
   * @param table the table's name
   * @param retentionDays how many days an expired key stays in the table
   * @param eventRetentionDays how many days events, and the tombstones of deleted keys, are kept
   */
  public DynamoDbKeyStore(
      DynamoDbClient client, String table, int retentionDays, int eventRetentionDays) {
    this(
        new Table(client, table),
        Duration.ofDays(retentionDays),
        Duration.ofDays(eventRetentionDays));
  }

  private DynamoDbKeyStore(Table table, Duration retention, Duration eventRetention) {
    this.table = table;
    this.retention = retention;
    this.eventRetention = eventRetention;
  }

  @Override
  public KeyStore within(DomainScope scope) {
    return new DynamoDbKeyStore(table.within(scope), retention, eventRetention);
  }

  @Override
  public Optional<ApiKey> find(KeyId keyId) {
    return table.get(ItemKey.of(keyId), KeyItem.SHOWN).flatMap(Table::present).map(KeyItem::key);
  }

  @Override
  public LookupResult lookup(KeyId keyId) {
    return KeyItem.lookup(table.get(ItemKey.of(keyId)).orElseGet(Item::new));
  }

  @Override
  public Page<ApiKey> list(KeyQuery query, Page.Request page) {
    DomainScope scope = table.scope().only(query.filter().labels().domain());
    String dataApiId = query.dataApiId();
    if (scope.isEmpty() || (dataApiId != null && !exists(dataApiId))) {
      return Page.empty();
    }
    if (query.order() == KeyQuery.Order.EXPIRES_AT) {
      return new ExpiringKeys(table).page(query, page);
    }
    ListConditions conditions = new ListConditions().of(query);
    return dataApiId == null
        ? PagedQueries.keys(table.within(scope)).page(page, KeyItem::key, conditions)
        : PagedQueries.keysOf(table, dataApiId)
            .page(page, KeyItem::key, conditions.domain(query.filter().labels().domain()));
  }

  @Override
  public boolean anyLive(String dataApiId, Instant now) {
    return exists(dataApiId)
        && PagedQueries.keysOf(table, dataApiId).any(expression -> expression.isLive(now));
  }

  @Override
  public boolean anyLiveWithout(List<String> claims, String dataApiId, Instant now) {
    String path = ABOUT + "." + KeyFields.CLAIMS.name() + ".";
    return exists(dataApiId)
        && PagedQueries.keysOf(table, dataApiId)
            .any(
                expression ->
                    claims.stream()
                        .map(claim -> expression.absent(path + claim))
                        .collect(
                            Collectors.joining(" OR ", expression.isLive(now) + " AND (", ")")));
  }

  /**
   * Whether a data API, or what remains of a deleted one, exists for the caller. All its keys are
   * of its domain, so it is asked only if the caller does not see every domain.
   */
  private boolean exists(String dataApiId) {
    return table.scope().isAll()
        || table.get(ItemKey.ofDataApi(dataApiId), List.of(PK, DOMAIN)).isPresent();
  }

  @Override
  public WriteResult<ApiKey, StoredKey> create(StoredKey key, ChangeContext change) {
    Item item = KeyItem.of(key, change, retention);
    return read(
        table.create(ConditionalPut.of(item, new WriteMetadata(EventKind.CREATED, change))));
  }

  @Override
  public WriteResult<ApiKey, StoredKey> extend(
      KeyId keyId,
      Duration more,
      Instant latest,
      @Nullable IdempotencyKey idempotencyKey,
      ChangeContext change) {
    ConditionalUpdate update =
        liveOnly(EventKind.EXTENDED, change)
            .setSum(EXPIRES_AT, EXPIRES_AT, more)
            .setSum(TTL, EXPIRES_AT, more.plus(retention))
            .onlyIf(expression -> expression.expiresBy(latest.minus(more)));
    if (idempotencyKey != null) {
      KeyItem.remember(idempotencyKey.mark(), update);
    }
    return change(keyId, update);
  }

  @Override
  public WriteResult<ApiKey, StoredKey> edit(KeyId keyId, KeyEdit edit, ChangeContext change) {
    Instant end = edit.expiresAt();
    ConditionalUpdate update =
        end == null
            ? readableOnly(EventKind.EDITED, change)
            : liveOnly(EventKind.EDITED, change).set(EXPIRES_AT, end).set(TTL, end.plus(retention));
    CommonItem.edit(update, edit.fields());
    FieldValues read = edit.read();
    if (read != null) {
      update.onlyIf(expression -> CommonItem.hasFields(expression, read, KeyFields.ALL));
    }
    if (edit.isOnlyForOthers()) {
      update.onlyIf(expression -> CommonItem.differs(expression, edit.fields()));
    }
    return change(keyId, update);
  }

  @Override
  public WriteResult<ApiKey, StoredKey> rotate(
      KeyId keyId, Rotation rotation, ChangeContext change) {
    ConditionalUpdate update =
        liveOnly(EventKind.ROTATED, change)
            .set(PREFIX, rotation.prefix())
            .set(SECRET_HASH, rotation.hash().toBytes())
            .onlyIf(expression -> expression.differs(SECRET_HASH, rotation.hash().toBytes()))
            .set(SECRET_ARN, rotation.deliveredTo())
            .set(ROTATED_AT, change.at());
    if (rotation.graceUntil() == null) {
      update.remove(PREVIOUS_SECRET_HASH, PREVIOUS_SECRET_UNTIL, PREVIOUS_EXPIRES_AT);
    } else if (rotation.onPending() == OnPending.DISCARD_NEW) {
      update.onlyIf(expression -> KeyItem.hasWorkingPrevious(expression, change.at()));
    } else {
      update
          .copy(PREVIOUS_SECRET_HASH, SECRET_HASH)
          .set(PREVIOUS_SECRET_UNTIL, rotation.graceUntil())
          .copy(PREVIOUS_EXPIRES_AT, EXPIRES_AT);
    }
    if (rotation.graceUntil() != null && rotation.onPending() == OnPending.REFUSE) {
      update.onlyIf(
          expression -> "NOT (" + KeyItem.hasWorkingPrevious(expression, change.at()) + ")");
    }
    return change(keyId, update);
  }

  @Override
  public WriteResult<ApiKey, StoredKey> suspend(
      KeyId keyId, @Nullable String reason, ChangeContext change) {
    return change(
        keyId,
        liveOnly(EventKind.SUSPENDED, change)
            .set(SUSPENDED_AT, change.at())
            .set(SUSPENDED_BY, change.by())
            .set(SUSPEND_REASON, reason)
            .onlyIf(expression -> expression.absent(SUSPENDED_AT)));
  }

  @Override
  public WriteResult<ApiKey, StoredKey> resume(KeyId keyId, ChangeContext change) {
    return change(
        keyId,
        liveOnly(EventKind.RESUMED, change)
            .remove(SUSPENDED_AT, SUSPENDED_BY, SUSPEND_REASON)
            .onlyIf(expression -> expression.present(SUSPENDED_AT)));
  }

  @Override
  public WriteResult<ApiKey, StoredKey> revoke(
      KeyId keyId, @Nullable String reason, ChangeContext change) {
    return change(
        keyId,
        readableOnly(EventKind.REVOKED, change)
            .set(REVOKED_AT, change.at())
            .set(REVOKED_BY, change.by())
            .set(REVOKE_REASON, reason)
            .remove(TTL, LIVE, SUSPENDED_AT, SUSPENDED_BY, SUSPEND_REASON)
            .onlyIf(expression -> expression.absent(REVOKED_AT)));
  }

  @Override
  public WriteResult<KeyId, StoredKey> delete(KeyId keyId, ChangeContext change) {
    ConditionalUpdate update =
        new ConditionalUpdate(new WriteMetadata(EventKind.DELETED, change))
            .set(DELETED_AT, change.at())
            .set(DELETED_BY, change.by())
            .set(TTL, change.at().plus(eventRetention))
            .remove(KIND, SORT_KEY, DATA_API_ID, DOMAIN_KIND, LIVE)
            .remove(SECRET_HASH, PREVIOUS_SECRET_HASH)
            .remove(CREATION_REQUEST)
            .remove(EXTENSIONS.toArray(String[]::new))
            .onlyIf(
                expression ->
                    expression.present(REVOKED_AT) + " OR " + expression.expiresBy(change.at()));
    return table.update(ItemKey.of(keyId), update).map(item -> keyId, KeyItem::stored);
  }

  private static ConditionalUpdate liveOnly(EventKind kind, ChangeContext change) {
    return readableOnly(kind, change).onlyIf(expression -> expression.isLive(change.at()));
  }

  private static ConditionalUpdate readableOnly(EventKind kind, ChangeContext change) {
    return new ConditionalUpdate(new WriteMetadata(kind, change)).onlyIf(KeyItem::isReadable);
  }

  private WriteResult<ApiKey, StoredKey> change(KeyId keyId, ConditionalUpdate update) {
    return read(table.update(ItemKey.of(keyId), update));
  }

  private static WriteResult<ApiKey, StoredKey> read(WriteResult<Item, Item> result) {
    return result.map(KeyItem::key, KeyItem::stored);
  }
}
