package dev.latchkey.memory;

import static dev.latchkey.memory.Outcomes.done;
import static dev.latchkey.memory.Outcomes.found;
import static dev.latchkey.memory.Outcomes.refused;
import static dev.latchkey.memory.Samples.NOW;
import static dev.latchkey.memory.Samples.change;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.Actor;
import dev.latchkey.key.Change;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.DataApiEdit;
import dev.latchkey.key.DataApiStore;
import dev.latchkey.key.DataApiStore.Conflict;
import dev.latchkey.key.DataApiStore.Registration;
import dev.latchkey.key.KeyLookup;
import dev.latchkey.key.KeyStore;
import dev.latchkey.key.Page;
import dev.latchkey.key.Patch;
import dev.latchkey.key.Route;
import dev.latchkey.key.StoredKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every {@link DataApiStore} does. */
public abstract class DataApiStoreContract {

  /** The store under test. */
  protected abstract DataApiStore dataApis();

  /** The keys of the same deployment. */
  protected abstract KeyStore keys();

  @Nested
  class Registering {
    @Test
    void keepsBoth() {
      DataApi dataApi = Samples.dataApi();
      StoredKey key = Samples.key(dataApi.dataApiId());
      assertThat(done(dataApis().register(dataApi, key, change())))
          .isEqualTo(new Registration(dataApi, key.key()));
      assertThat(dataApis().find(dataApi.dataApiId())).contains(dataApi);
      assertThat(keys().find(key.key().keyId())).contains(key.key());
    }

    @Test
    void refusesAnIdThatIsTaken() {
      DataApi dataApi = registered();
      StoredKey key = Samples.key(dataApi.dataApiId());
      Conflict conflict =
          found(dataApis().register(Samples.dataApi(dataApi.dataApiId()), key, change()));
      assertThat(conflict.dataApi()).contains(dataApi);
      assertThat(conflict.key()).isEmpty();
      assertThat(keys().find(key.key().keyId())).isEmpty();
    }

    @Test
    void refusesAnIdThatWasDeleted() {
      DataApi dataApi = registered();
      done(dataApis().delete(dataApi.dataApiId(), change()));
      StoredKey key = Samples.key(dataApi.dataApiId());
      assertThat(found(dataApis().register(dataApi, key, change())).dataApi()).isEmpty();
      assertThat(dataApis().find(dataApi.dataApiId())).isEmpty();
      assertThat(keys().find(key.key().keyId())).isEmpty();
    }

    @Test
    void refusesAFirstKeyThatIsThere() {
      StoredKey key = Samples.key();
      done(keys().create(key, change()));
      DataApi dataApi = Samples.dataApi(key.key().dataApiId());
      Conflict conflict = found(dataApis().register(dataApi, key, change()));
      assertThat(conflict.key().map(StoredKey::key)).contains(key.key());
      assertThat(dataApis().find(dataApi.dataApiId())).isEmpty();
    }

    @Test
    void findsBothOfAnEarlierOne() {
      DataApi dataApi = Samples.dataApi();
      StoredKey key = Samples.key(dataApi.dataApiId(), NOW.plusSeconds(60), "ab".repeat(32));
      done(dataApis().register(dataApi, key, change()));
      Conflict conflict = found(dataApis().register(dataApi, key, change()));
      assertThat(conflict.dataApi()).contains(dataApi);
      assertThat(conflict.key().map(StoredKey::creation)).contains("ab".repeat(32));
    }

    @Test
    void repeatedAfterItWonIsDone() {
      DataApi dataApi = Samples.dataApi();
      StoredKey key = Samples.key(dataApi.dataApiId());
      Change change = change();
      done(dataApis().register(dataApi, key, change));
      assertThat(done(dataApis().register(dataApi, key, change)))
          .isEqualTo(new Registration(dataApi, key.key()));
    }

    @Test
    void inTheInvocationOfAnotherChangeIsRefusedAsInAnyOther() {
      DataApi dataApi = Samples.dataApi();
      Change first = change();
      Change second = new Change(first.id(), new Actor("bob", "Bob"), first.moment());
      done(dataApis().register(dataApi, Samples.key(dataApi.dataApiId()), first));
      found(dataApis().register(dataApi, Samples.key(dataApi.dataApiId()), second));
    }

    @Test
    void takesTheIdOfADeletedKey() {
      StoredKey key = Samples.key();
      done(keys().create(key, change()));
      done(keys().revoke(key.key().keyId(), null, change()));
      done(keys().delete(key.key().keyId(), change()));
      done(dataApis().register(Samples.dataApi(key.key().dataApiId()), key, change()));
      assertThat(keys().lookup(key.key().keyId())).isInstanceOf(KeyLookup.Found.class);
    }
  }

  @Nested
  class Editing {
    @Test
    void replacesAllRoutes() {
      DataApi dataApi = registered();
      List<Route> routes = List.of(new Route("other", "*", "POST", "/"));
      DataApi edited =
          done(dataApis().edit(dataApi.dataApiId(), new DataApiEdit(null, routes), change()));
      assertThat(edited.routes()).isEqualTo(routes);
      assertThat(edited.description()).isEqualTo(dataApi.description());
      assertThat(dataApis().find(dataApi.dataApiId())).contains(edited);
    }

    @Test
    void clearsADescription() {
      DataApi dataApi = registered();
      DataApiEdit edit = new DataApiEdit(new Patch<>(null), null);
      assertThat(done(dataApis().edit(dataApi.dataApiId(), edit, change())).description()).isNull();
    }

    @Test
    void refusesADataApiThatIsNotThere() {
      DataApiEdit edit = new DataApiEdit(new Patch<>("new"), null);
      assertThat(refused(dataApis().edit(Samples.dataApiId(), edit, change()))).isEmpty();
      DataApi deleted = registered();
      done(dataApis().delete(deleted.dataApiId(), change()));
      assertThat(refused(dataApis().edit(deleted.dataApiId(), edit, change()))).isEmpty();
      assertThat(dataApis().find(deleted.dataApiId())).isEmpty();
    }
  }

  @Nested
  class Deleting {
    @Test
    void onceAndRepeatedIsDone() {
      String id = registered().dataApiId();
      Change change = change();
      assertThat(done(dataApis().delete(id, change))).isEqualTo(id);
      assertThat(done(dataApis().delete(id, change))).isEqualTo(id);
      assertThat(refused(dataApis().delete(id, change()))).isEmpty();
      assertThat(dataApis().find(id)).isEmpty();
    }
  }

  @Nested
  class Listing {
    @Test
    void newestFirstWithoutDeletedOnes() {
      String first = registered(1).dataApiId();
      String deleted = registered(2).dataApiId();
      String last = registered(3).dataApiId();
      done(dataApis().delete(deleted, change()));
      assertThat(walk()).containsSubsequence(last, first).doesNotContain(deleted);
    }

    private List<String> walk() {
      List<String> ids = new ArrayList<>();
      String next = null;
      do {
        Page<DataApi> page = dataApis().list(new Page.Request(2, next));
        page.items().forEach(dataApi -> ids.add(dataApi.dataApiId()));
        next = page.next();
      } while (next != null);
      assertThat(ids).doesNotHaveDuplicates();
      return ids;
    }
  }

  private DataApi registered() {
    return registered(0);
  }

  private DataApi registered(int millisLater) {
    DataApi dataApi = Samples.dataApi();
    StoredKey key = Samples.key(dataApi.dataApiId());
    return done(dataApis().register(dataApi, key, change(NOW.plusMillis(millisLater)))).dataApi();
  }
}
