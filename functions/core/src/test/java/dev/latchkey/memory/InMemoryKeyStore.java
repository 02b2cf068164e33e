package dev.latchkey.memory;

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
import dev.latchkey.key.Revocation;
import dev.latchkey.key.Rotation;
import dev.latchkey.key.SecretHash;
import dev.latchkey.key.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keys in memory; see {@link InMemoryStores}. */
public final class InMemoryKeyStore implements KeyStore {
  private final Rows<StoredKey> rows;
  private final Object lock;

  InMemoryKeyStore(Rows<StoredKey> rows, Object lock) {
    this.rows = rows;
    this.lock = lock;
  }

  @Override
  public Optional<ApiKey> find(KeyId keyId) {
    synchronized (lock) {
      return rows.find(keyId.value()).map(StoredKey::key);
    }
  }

  @Override
  public KeyLookup lookup(KeyId keyId) {
    synchronized (lock) {
      return lookup(rows, keyId);
    }
  }

  static KeyLookup lookup(Rows<StoredKey> rows, KeyId keyId) {
    Row<StoredKey> row = rows.any(keyId.value());
    if (row == null) {
      return new KeyLookup.Unknown();
    }
    return row.isDeleted() ? new KeyLookup.Deleted() : new KeyLookup.Found(row.thing());
  }

  @Override
  public Page<ApiKey> list(KeyQuery query, Page.Request page) {
    synchronized (lock) {
      Page<StoredKey> found = rows.page(page, stored -> matches(query, stored.key()));
      return new Page<>(found.items().stream().map(StoredKey::key).toList(), found.next());
    }
  }

  @Override
  public boolean anyActive(String dataApiId, Instant now) {
    KeyQuery active = new KeyQuery(dataApiId, KeyStatus.ACTIVE, now);
    synchronized (lock) {
      return rows.all().stream().anyMatch(stored -> matches(active, stored.key()));
    }
  }

  @Override
  public Outcome<ApiKey, StoredKey> create(StoredKey key, Change change) {
    synchronized (lock) {
      return create(rows, key, change).map(StoredKey::key, UnaryOperator.identity());
    }
  }

  static Outcome<StoredKey, StoredKey> create(Rows<StoredKey> rows, StoredKey key, Change change) {
    String id = key.key().keyId().value();
    Row<StoredKey> old = rows.any(id);
    if (old == null) {
      rows.put(id, Row.of(key, id, EventKind.CREATED, change));
      return new Outcome.Done<>(key);
    }
    return old.remembers(EventKind.CREATED, change) && !old.isDeleted()
        ? new Outcome.Done<>(old.thing())
        : new Outcome.Refused<>(rows.find(id));
  }

  @Override
  public Outcome<ApiKey, StoredKey> extend(
      KeyId keyId, Duration more, Instant latest, @Nullable Intent intent, Change change) {
    return change(
        EventKind.EXTENDED,
        keyId,
        stored ->
            isActive(stored, change)
                && !stored.key().expiresAt().plus(more).isAfter(latest)
                && (intent == null || stored.extension(intent).isEmpty()),
        stored -> {
          Instant end = stored.key().expiresAt().plus(more);
          return new StoredKey(
              Draft.of(stored.key()).expiresAt(end).key(),
              stored.hash(),
              stored.previousHash(),
              stored.creation(),
              intent == null ? stored.extensions() : remember(intent, stored));
        },
        change);
  }

  @Override
  public Outcome<ApiKey, StoredKey> edit(KeyId keyId, KeyEdit edit, Change change) {
    return change(
        EventKind.EDITED,
        keyId,
        stored -> edit.expiresAt() == null || isActive(stored, change),
        stored -> withKey(stored, Draft.of(stored.key()).edit(edit).key()),
        change);
  }

  @Override
  public Outcome<ApiKey, StoredKey> rotate(KeyId keyId, Rotation rotation, Change change) {
    return change(
        EventKind.ROTATED,
        keyId,
        stored -> isActive(stored, change) && isAllowed(rotation, stored, change),
        stored -> rotated(stored, rotation, change),
        change);
  }

  private static boolean isAllowed(Rotation rotation, StoredKey stored, Change change) {
    boolean isPending = stored.pendingUntil(change.at()) != null;
    return rotation.graceUntil() == null
        || switch (rotation.onPending()) {
          case REFUSE -> !isPending;
          case DISCARD_NEW -> isPending;
          case END_PREVIOUS -> true;
        };
  }

  private static StoredKey rotated(StoredKey stored, Rotation rotation, Change change) {
    Instant grace = rotation.graceUntil();
    boolean keepsPrevious = grace != null && rotation.onPending() == OnPending.DISCARD_NEW;
    Instant end = stored.key().expiresAt();
    Instant until =
        keepsPrevious
            ? stored.key().previousSecretUntil()
            : grace != null && end.isBefore(grace) ? end : grace;
    SecretHash previous = keepsPrevious ? stored.previousHash() : stored.hash();
    return new StoredKey(
        Draft.of(stored.key()).rotate(rotation.prefix(), change.at(), until).key(),
        rotation.hash(),
        grace == null ? null : previous,
        stored.creation(),
        stored.extensions());
  }

  @Override
  public Outcome<ApiKey, StoredKey> revoke(KeyId keyId, @Nullable String reason, Change change) {
    Revocation revocation = new Revocation(change.at(), change.by(), reason);
    return change(
        EventKind.REVOKED,
        keyId,
        stored -> stored.key().revocation() == null,
        stored -> withKey(stored, Draft.of(stored.key()).revoke(revocation).key()),
        change);
  }

  @Override
  public Outcome<KeyId, StoredKey> delete(KeyId keyId, Change change) {
    synchronized (lock) {
      return rows.delete(keyId.value(), stored -> !isActive(stored, change), change)
          .map(done -> keyId, UnaryOperator.identity());
    }
  }

  private Outcome<ApiKey, StoredKey> change(
      EventKind kind,
      KeyId keyId,
      Predicate<StoredKey> onlyIf,
      UnaryOperator<StoredKey> how,
      Change change) {
    synchronized (lock) {
      UnaryOperator<StoredKey> changed = stored -> withVersion(how.apply(stored), change);
      return rows.change(kind, keyId.value(), onlyIf, changed, change)
          .map(StoredKey::key, UnaryOperator.identity());
    }
  }

  private static StoredKey withVersion(StoredKey stored, Change change) {
    return withKey(stored, Draft.of(stored.key()).changed(change).key());
  }

  private static StoredKey withKey(StoredKey stored, ApiKey key) {
    return new StoredKey(
        key, stored.hash(), stored.previousHash(), stored.creation(), stored.extensions());
  }

  private static boolean isActive(StoredKey stored, Change change) {
    return stored.key().status(change.at()) == KeyStatus.ACTIVE;
  }

  private static List<Intent.Mark> remember(Intent intent, StoredKey stored) {
    return Stream.concat(Stream.of(intent.mark()), stored.extensions().stream())
        .limit(StoredKey.MAX_EXTENSIONS)
        .toList();
  }

  private static boolean matches(KeyQuery query, ApiKey key) {
    return (query.dataApiId() == null || query.dataApiId().equals(key.dataApiId()))
        && (query.status() == null || query.status() == key.status(query.judgedAt()));
  }
}
