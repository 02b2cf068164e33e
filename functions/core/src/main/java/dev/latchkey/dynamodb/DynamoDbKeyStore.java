package dev.latchkey.dynamodb;

import static dev.latchkey.dynamodb.Attributes.*;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Change;
import dev.latchkey.key.EventKind;
import dev.latchkey.key.Intent;
import dev.latchkey.key.KeyEdit;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyLookup;
import dev.latchkey.key.KeyQuery;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.KeyStore;
import dev.latchkey.key.OnPending;
import dev.latchkey.key.Outcome;
import dev.latchkey.key.Page;
import dev.latchkey.key.Rotation;
import dev.latchkey.key.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keys in DynamoDB: one strongly consistent read to find one, one conditional write to change it.
 */
public final class DynamoDbKeyStore implements KeyStore {
  private final Table table;
  private final Duration retention;
  private final Duration eventRetention;

  /**
   * @param client the client, which its maker closes
   * @param table the table's name
   * @param retentionDays how many days an expired key stays to be seen
   * @param eventRetentionDays how many days events are kept, and with them what remains of a
   *     deleted key
   */
  public DynamoDbKeyStore(
      DynamoDbClient client, String table, int retentionDays, int eventRetentionDays) {
    this.table = new Table(client, table);
    this.retention = Duration.ofDays(retentionDays);
    this.eventRetention = Duration.ofDays(eventRetentionDays);
  }

  @Override
  public Optional<ApiKey> find(KeyId keyId) {
    return table.get(ItemKey.of(keyId), KeyItem.SHOWN).flatMap(Table::present).map(KeyItem::key);
  }

  @Override
  public KeyLookup lookup(KeyId keyId) {
    return KeyItem.lookup(table.get(ItemKey.of(keyId)).orElseGet(Item::new));
  }

  @Override
  public Page<ApiKey> list(KeyQuery query, Page.Request page) {
    Listing listing =
        query.dataApiId() == null
            ? Listings.allKeys(table)
            : Listings.keysOf(table, query.dataApiId());
    KeyStatus status = query.status();
    return status == null
        ? listing.page(page, KeyItem::key)
        : listing.page(page, KeyItem::key, terms -> terms.is(status, query.judgedAt()));
  }

  @Override
  public boolean anyActive(String dataApiId, Instant now) {
    return Listings.keysOf(table, dataApiId).any(terms -> terms.is(KeyStatus.ACTIVE, now));
  }

  @Override
  public Outcome<ApiKey, StoredKey> create(StoredKey key, Change change) {
    Item item = KeyItem.of(key, change, retention);
    return read(table.create(NewItem.of(item, new Stamp(EventKind.CREATED, change))));
  }

  @Override
  public Outcome<ApiKey, StoredKey> extend(
      KeyId keyId, Duration more, Instant latest, @Nullable Intent intent, Change change) {
    Update update =
        activeOnly(EventKind.EXTENDED, change)
            .setSum(EXPIRES_AT, EXPIRES_AT, more)
            .setSum(TTL, EXPIRES_AT, more.plus(retention))
            .onlyIf(terms -> terms.endsBy(latest.minus(more)));
    if (intent != null) {
      KeyItem.remember(intent.mark(), update);
    }
    return change(keyId, update);
  }

  @Override
  public Outcome<ApiKey, StoredKey> edit(KeyId keyId, KeyEdit edit, Change change) {
    Instant end = edit.expiresAt();
    Update update =
        end == null
            ? readableOnly(EventKind.EDITED, change)
            : activeOnly(EventKind.EDITED, change)
                .set(EXPIRES_AT, end)
                .set(TTL, end.plus(retention));
    CommonItem.edit(update, edit.fields());
    return change(keyId, update);
  }

  @Override
  public Outcome<ApiKey, StoredKey> rotate(KeyId keyId, Rotation rotation, Change change) {
    Update update =
        activeOnly(EventKind.ROTATED, change)
            .set(PREFIX, rotation.prefix())
            .set(SECRET_HASH, rotation.hash().toBytes())
            .set(ROTATED_AT, change.at());
    if (rotation.graceUntil() == null) {
      update.remove(PREVIOUS_SECRET_HASH, PREVIOUS_SECRET_UNTIL, PREVIOUS_EXPIRES_AT);
    } else if (rotation.onPending() == OnPending.DISCARD_NEW) {
      update.onlyIf(terms -> KeyItem.hasWorkingPrevious(terms, change.at()));
    } else {
      update
          .copy(PREVIOUS_SECRET_HASH, SECRET_HASH)
          .set(PREVIOUS_SECRET_UNTIL, rotation.graceUntil())
          .copy(PREVIOUS_EXPIRES_AT, EXPIRES_AT);
    }
    if (rotation.graceUntil() != null && rotation.onPending() == OnPending.REFUSE) {
      update.onlyIf(terms -> "NOT (" + KeyItem.hasWorkingPrevious(terms, change.at()) + ")");
    }
    return change(keyId, update);
  }

  @Override
  public Outcome<ApiKey, StoredKey> revoke(KeyId keyId, @Nullable String reason, Change change) {
    return change(
        keyId,
        readableOnly(EventKind.REVOKED, change)
            .set(REVOKED_AT, change.at())
            .set(REVOKED_BY, change.by())
            .set(REVOKE_REASON, reason)
            .remove(TTL, LIVE)
            .onlyIf(terms -> terms.absent(REVOKED_AT)));
  }

  @Override
  public Outcome<KeyId, StoredKey> delete(KeyId keyId, Change change) {
    Update update =
        new Update(new Stamp(EventKind.DELETED, change))
            .set(DELETED_AT, change.at())
            .set(DELETED_BY, change.by())
            .set(TTL, change.at().plus(eventRetention))
            .remove(KIND, SORT_KEY, DATA_API_ID, DOMAIN_KIND, LIVE)
            .remove(SECRET_HASH, PREVIOUS_SECRET_HASH)
            .remove(CREATION_REQUEST)
            .remove(EXTENSIONS.toArray(String[]::new))
            .onlyIf(terms -> terms.present(REVOKED_AT) + " OR " + terms.endsBy(change.at()));
    return table.update(ItemKey.of(keyId), update).map(item -> keyId, KeyItem::stored);
  }

  private static Update activeOnly(EventKind kind, Change change) {
    return readableOnly(kind, change).onlyIf(terms -> terms.is(KeyStatus.ACTIVE, change.at()));
  }

  private static Update readableOnly(EventKind kind, Change change) {
    return new Update(new Stamp(kind, change)).onlyIf(KeyItem::isReadable);
  }

  private Outcome<ApiKey, StoredKey> change(KeyId keyId, Update update) {
    return read(table.update(ItemKey.of(keyId), update));
  }

  private static Outcome<ApiKey, StoredKey> read(Outcome<Item, Item> outcome) {
    return outcome.map(KeyItem::key, KeyItem::stored);
  }
}
