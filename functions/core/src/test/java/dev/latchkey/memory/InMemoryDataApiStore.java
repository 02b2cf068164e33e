package dev.latchkey.memory;

import dev.latchkey.key.Change;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.DataApiStore;
import dev.latchkey.key.EventKind;
import dev.latchkey.key.FieldEdits;
import dev.latchkey.key.KeyLookup;
import dev.latchkey.key.Outcome;
import dev.latchkey.key.Page;
import dev.latchkey.key.StoredKey;
import dev.latchkey.key.Version;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Data APIs in memory; see {@link InMemoryStores}. */
public final class InMemoryDataApiStore implements DataApiStore {
  private final Rows<DataApi> rows;
  private final Rows<StoredKey> keys;
  private final Object lock;

  InMemoryDataApiStore(Rows<DataApi> rows, Rows<StoredKey> keys, Object lock) {
    this.rows = rows;
    this.keys = keys;
    this.lock = lock;
  }

  @Override
  public Optional<DataApi> find(String dataApiId) {
    synchronized (lock) {
      return rows.find(dataApiId);
    }
  }

  @Override
  public Page<DataApi> list(Page.Request page) {
    synchronized (lock) {
      return rows.page(page, any -> true);
    }
  }

  @Override
  public Outcome<Registration, Conflict> register(
      DataApi dataApi, StoredKey firstKey, Change change) {
    synchronized (lock) {
      Row<DataApi> old = rows.any(dataApi.dataApiId());
      KeyLookup oldKey = InMemoryKeyStore.lookup(keys, firstKey.key().keyId());
      if (old != null && !old.isDeleted() && old.remembers(EventKind.REGISTERED, change)) {
        StoredKey present = oldKey instanceof KeyLookup.Found found ? found.stored() : firstKey;
        return new Outcome.Done<>(new Registration(old.thing(), present.key()));
      }
      if (!isFree(old, dataApi, change) || !(oldKey instanceof KeyLookup.Unknown)) {
        return new Outcome.Refused<>(
            Optional.of(new Conflict(rows.find(dataApi.dataApiId()), oldKey)));
      }
      rows.put(
          dataApi.dataApiId(), Row.of(dataApi, dataApi.dataApiId(), EventKind.REGISTERED, change));
      String keyId = firstKey.key().keyId().value();
      keys.put(keyId, Row.of(firstKey, keyId, EventKind.CREATED, change));
      return new Outcome.Done<>(new Registration(dataApi, firstKey.key()));
    }
  }

  private static boolean isFree(@Nullable Row<DataApi> old, DataApi dataApi, Change change) {
    return old == null
        || (old.isDeleted()
            && old.thing().ref().domain().equals(dataApi.ref().domain())
            && !old.remembers(EventKind.REGISTERED, change));
  }

  @Override
  public Outcome<DataApi, DataApi> edit(String dataApiId, FieldEdits edits, Change change) {
    synchronized (lock) {
      return rows.change(
          EventKind.EDITED,
          dataApiId,
          any -> true,
          dataApi -> edited(dataApi, edits, change),
          change);
    }
  }

  @Override
  public Outcome<String, DataApi> delete(String dataApiId, Change change) {
    synchronized (lock) {
      return rows.delete(dataApiId, any -> true, change)
          .map(done -> dataApiId, UnaryOperator.identity());
    }
  }

  private static DataApi edited(DataApi dataApi, FieldEdits edits, Change change) {
    return new DataApi(
        dataApi.ref(),
        dataApi.fields().with(edits),
        dataApi.creation(),
        new Version(dataApi.version().revision() + 1, change.at()));
  }
}
