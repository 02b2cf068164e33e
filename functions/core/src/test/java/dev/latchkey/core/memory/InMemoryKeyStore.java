package dev.latchkey.core.memory;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.KeyQuery;
import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.application.WriteResult;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.OnPending;
import dev.latchkey.core.domain.Revocation;
import dev.latchkey.core.domain.Rotation;
import dev.latchkey.core.domain.SecretHash;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.domain.Suspension;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stores keys in memory; see {@link InMemoryStores}. */
public final class InMemoryKeyStore implements KeyStore {
  private final StoredRows<StoredKey> rows;
  private final Object lock;

  InMemoryKeyStore(StoredRows<StoredKey> rows, Object lock) {
    this.rows = rows;
    this.lock = lock;
  }

  @Override
  public KeyStore within(DomainScope scope) {
    return new InMemoryKeyStore(
        rows.where(stored -> scope.includes(stored.key().dataApi().domain())), lock);
  }

  @Override
  public Optional<ApiKey> find(KeyId keyId) {
    synchronized (lock) {
      return rows.find(keyId.value()).map(StoredKey::key);
    }
  }

  @Override
  public LookupResult lookup(KeyId keyId) {
    synchronized (lock) {
      return lookup(rows, keyId);
    }
  }

  static LookupResult lookup(StoredRows<StoredKey> rows, KeyId keyId) {
    StoredRow<StoredKey> row = rows.row(keyId.value());
    if (row == null) {
      return new LookupResult.Unknown();
    }
    return row.isDeleted()
        ? new LookupResult.Deleted(row.value().key().dataApi().registration())
        : new LookupResult.Found(row.value());
  }

  @Override
  public Page<ApiKey> list(KeyQuery query, Page.Request page) {
    synchronized (lock) {
      Page<StoredKey> found =
          query.order() == KeyQuery.Order.CREATED_AT
              ? rows.page(page, stored -> query.matches(stored.key()))
              : rows.page(
                  page,
                  stored -> query.matches(stored.key()),
                  row -> expiration(row.value().key()),
                  Comparator.naturalOrder());
      return new Page<>(found.items().stream().map(StoredKey::key).toList(), found.next());
    }
  }

  /** Returns the keys that are not deleted. */
  public Stream<ApiKey> all() {
    synchronized (lock) {
      return rows.all().stream().map(StoredKey::key);
    }
  }

  @Override
  public boolean anyLive(String dataApiId, Instant now) {
    KeyQuery query = new KeyQuery(dataApiId, null, now);
    synchronized (lock) {
      return rows.all().stream()
          .map(StoredKey::key)
          .anyMatch(key -> query.matches(key) && key.status(now).isLive());
    }
  }

  @Override
  public boolean anyLiveWithout(List<String> claims, String dataApiId, Instant now) {
    KeyQuery query = new KeyQuery(dataApiId, null, now);
    synchronized (lock) {
      return rows.all().stream()
          .map(StoredKey::key)
          .filter(key -> query.matches(key) && key.status(now).isLive())
          .map(key -> key.fields().get(KeyFields.CLAIMS))
          .anyMatch(present -> present == null || !present.keySet().containsAll(claims));
    }
  }

  @Override
  public WriteResult<ApiKey, StoredKey> create(StoredKey key, ChangeContext change) {
    synchronized (lock) {
      return create(rows, key, change).map(StoredKey::key, UnaryOperator.identity());
    }
  }

  static WriteResult<StoredKey, StoredKey> create(
      StoredRows<StoredKey> rows, StoredKey key, ChangeContext change) {
    String id = key.key().keyId().value();
    StoredRow<StoredKey> old = rows.any(id);
    if (old == null) {
      rows.put(id, StoredRow.of(key, id, EventKind.CREATED, change));
      return new WriteResult.Done<>(key);
    }
    return old.remembers(EventKind.CREATED, change) && !old.isDeleted()
        ? new WriteResult.Done<>(old.value())
        : new WriteResult.Refused<>(rows.find(id));
  }

  @Override
  public WriteResult<ApiKey, StoredKey> extend(
      KeyId keyId,
      Duration more,
      Instant latest,
      @Nullable IdempotencyKey idempotencyKey,
      ChangeContext change) {
    return change(
        EventKind.EXTENDED,
        keyId,
        stored ->
            isLive(stored, change)
                && !stored.key().expiresAt().plus(more).isAfter(latest)
                && (idempotencyKey == null || stored.extension(idempotencyKey).isEmpty()),
        stored -> {
          Instant end = stored.key().expiresAt().plus(more);
          return new StoredKey(
              KeyBuilder.of(stored.key()).expiresAt(end).key(),
              stored.hash(),
              stored.previousHash(),
              stored.creation(),
              idempotencyKey == null ? stored.extensions() : remember(idempotencyKey, stored));
        },
        change);
  }

  @Override
  public WriteResult<ApiKey, StoredKey> edit(KeyId keyId, KeyEdit edit, ChangeContext change) {
    return change(
        EventKind.EDITED,
        keyId,
        stored ->
            (edit.expiresAt() == null || isLive(stored, change))
                && (edit.read() == null || edit.read().equals(stored.key().fields()))
                && !edit.isNothingFor(stored.key().fields()),
        stored -> withKey(stored, KeyBuilder.of(stored.key()).edit(edit).key()),
        change);
  }

  @Override
  public WriteResult<ApiKey, StoredKey> rotate(
      KeyId keyId, Rotation rotation, ChangeContext change) {
    return change(
        EventKind.ROTATED,
        keyId,
        stored ->
            isLive(stored, change)
                && !stored.hash().matches(rotation.hash())
                && isAllowed(rotation, stored, change),
        stored -> rotated(stored, rotation, change),
        change);
  }

  private static boolean isAllowed(Rotation rotation, StoredKey stored, ChangeContext change) {
    boolean isPending = stored.pendingUntil(change.at()) != null;
    return rotation.graceUntil() == null
        || switch (rotation.onPending()) {
          case REFUSE -> !isPending;
          case DISCARD_NEW -> isPending;
          case END_PREVIOUS -> true;
        };
  }

  private static StoredKey rotated(StoredKey stored, Rotation rotation, ChangeContext change) {
    Instant grace = rotation.graceUntil();
    boolean keepsPrevious = grace != null && rotation.onPending() == OnPending.DISCARD_NEW;
    Instant end = stored.key().expiresAt();
    Instant until =
        keepsPrevious
            ? stored.key().previousSecretUntil()
            : grace != null && end.isBefore(grace) ? end : grace;
    SecretHash previous = keepsPrevious ? stored.previousHash() : stored.hash();
    return new StoredKey(
        KeyBuilder.of(stored.key()).rotate(rotation, change.at(), until).key(),
        rotation.hash(),
        grace == null ? null : previous,
        stored.creation(),
        stored.extensions());
  }

  @Override
  public WriteResult<ApiKey, StoredKey> suspend(
      KeyId keyId, @Nullable String reason, ChangeContext change) {
    Suspension suspension = new Suspension(change.at(), change.by(), reason);
    return change(
        EventKind.SUSPENDED,
        keyId,
        stored -> isLive(stored, change) && stored.key().suspension() == null,
        stored -> withKey(stored, KeyBuilder.of(stored.key()).suspend(suspension).key()),
        change);
  }

  @Override
  public WriteResult<ApiKey, StoredKey> resume(KeyId keyId, ChangeContext change) {
    return change(
        EventKind.RESUMED,
        keyId,
        stored -> isLive(stored, change) && stored.key().suspension() != null,
        stored -> withKey(stored, KeyBuilder.of(stored.key()).suspend(null).key()),
        change);
  }

  @Override
  public WriteResult<ApiKey, StoredKey> revoke(
      KeyId keyId, @Nullable String reason, ChangeContext change) {
    Revocation revocation = new Revocation(change.at(), change.by(), reason);
    return change(
        EventKind.REVOKED,
        keyId,
        stored -> stored.key().revocation() == null,
        stored -> withKey(stored, KeyBuilder.of(stored.key()).revoke(revocation).key()),
        change);
  }

  @Override
  public WriteResult<KeyId, StoredKey> delete(KeyId keyId, ChangeContext change) {
    synchronized (lock) {
      Predicate<StoredKey> ended = stored -> !isLive(stored, change);
      return rows.delete(keyId.value(), ended.and(isOfRevision(change)), change)
          .map(done -> keyId, UnaryOperator.identity());
    }
  }

  private WriteResult<ApiKey, StoredKey> change(
      EventKind kind,
      KeyId keyId,
      Predicate<StoredKey> onlyIf,
      UnaryOperator<StoredKey> how,
      ChangeContext change) {
    synchronized (lock) {
      UnaryOperator<StoredKey> changed = stored -> withVersion(how.apply(stored), change);
      return rows.change(kind, keyId.value(), onlyIf.and(isOfRevision(change)), changed, change)
          .map(StoredKey::key, UnaryOperator.identity());
    }
  }

  private static Predicate<StoredKey> isOfRevision(ChangeContext change) {
    return stored -> change.allowsRevision(stored.key().version().revision());
  }

  private static StoredKey withVersion(StoredKey stored, ChangeContext change) {
    return withKey(stored, KeyBuilder.of(stored.key()).changed(change).key());
  }

  private static StoredKey withKey(StoredKey stored, ApiKey key) {
    return new StoredKey(
        key, stored.hash(), stored.previousHash(), stored.creation(), stored.extensions());
  }

  private static boolean isLive(StoredKey stored, ChangeContext change) {
    return stored.key().status(change.at()).isLive();
  }

  private static List<IdempotencyKey.Mark> remember(
      IdempotencyKey idempotencyKey, StoredKey stored) {
    return Stream.concat(Stream.of(idempotencyKey.mark()), stored.extensions().stream())
        .limit(StoredKey.MAX_EXTENSIONS)
        .toList();
  }

  /** Returns a key's position in the order of expirations. */
  private static String expiration(ApiKey key) {
    return "%013d#%s".formatted(key.expiresAt().getEpochSecond(), key.keyId().value());
  }
}
