package dev.latchkey.core.memory;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.DataApiStore;
import dev.latchkey.core.application.LabelFilter;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.application.WriteResult;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.domain.Version;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Stores data APIs in memory; see {@link InMemoryStores}. */
public final class InMemoryDataApiStore implements DataApiStore {
  private final StoredRows<DataApi> rows;
  private final StoredRows<StoredKey> keys;
  private final Object lock;

  InMemoryDataApiStore(StoredRows<DataApi> rows, StoredRows<StoredKey> keys, Object lock) {
    this.rows = rows;
    this.keys = keys;
    this.lock = lock;
  }

  @Override
  public DataApiStore within(DomainScope scope) {
    return new InMemoryDataApiStore(
        rows.where(dataApi -> scope.includes(dataApi.ref().domain())), keys, lock);
  }

  @Override
  public Optional<DataApi> find(String dataApiId) {
    synchronized (lock) {
      return rows.find(dataApiId);
    }
  }

  @Override
  public Page<DataApi> list(LabelFilter filter, Page.Request page) {
    synchronized (lock) {
      return rows.page(page, filter::matches);
    }
  }

  @Override
  public Page<DataApi> listOfEveryDomain(Page.Request page) {
    synchronized (lock) {
      return rows.where(any -> true).page(page, any -> true);
    }
  }

  @Override
  public WriteResult<Registration, Conflict> register(
      DataApi dataApi, StoredKey firstKey, ChangeContext change) {
    synchronized (lock) {
      StoredRow<DataApi> old = rows.any(dataApi.dataApiId());
      LookupResult oldKey = InMemoryKeyStore.lookup(keys, firstKey.key().keyId());
      if (old != null && !old.isDeleted() && old.remembers(EventKind.REGISTERED, change)) {
        StoredKey present = oldKey instanceof LookupResult.Found found ? found.stored() : firstKey;
        return new WriteResult.Done<>(new Registration(old.value(), present.key()));
      }
      if (!isFree(old, dataApi, change) || !(oldKey instanceof LookupResult.Unknown)) {
        return new WriteResult.Refused<>(
            Optional.of(new Conflict(rows.where(any -> true).find(dataApi.dataApiId()), oldKey)));
      }
      rows.put(
          dataApi.dataApiId(),
          StoredRow.of(dataApi, dataApi.dataApiId(), EventKind.REGISTERED, change));
      String keyId = firstKey.key().keyId().value();
      keys.put(keyId, StoredRow.of(firstKey, keyId, EventKind.CREATED, change));
      return new WriteResult.Done<>(new Registration(dataApi, firstKey.key()));
    }
  }

  private static boolean isFree(
      @Nullable StoredRow<DataApi> old, DataApi dataApi, ChangeContext change) {
    return old == null
        || (old.isDeleted()
            && old.value().ref().domain().equals(dataApi.ref().domain())
            && !old.remembers(EventKind.REGISTERED, change));
  }

  @Override
  public WriteResult<DataApi, DataApi> edit(
      String dataApiId, FieldEdits edits, ChangeContext change) {
    synchronized (lock) {
      return rows.change(
          EventKind.EDITED,
          dataApiId,
          dataApi -> change.allowsRevision(dataApi.version().revision()),
          dataApi -> edited(dataApi, edits, change),
          change);
    }
  }

  @Override
  public WriteResult<String, DataApi> delete(String dataApiId, ChangeContext change) {
    synchronized (lock) {
      return rows.delete(dataApiId, any -> true, change)
          .map(done -> dataApiId, UnaryOperator.identity());
    }
  }

  private static DataApi edited(DataApi dataApi, FieldEdits edits, ChangeContext change) {
    return new DataApi(
        dataApi.ref(),
        dataApi.fields().with(edits),
        dataApi.creation(),
        new Version(dataApi.version().revision() + 1, change.at()));
  }
}
