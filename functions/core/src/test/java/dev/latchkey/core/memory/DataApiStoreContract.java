package dev.latchkey.core.memory;

import static dev.latchkey.core.memory.Samples.NOW;
import static dev.latchkey.core.memory.Samples.change;
import static dev.latchkey.core.memory.WriteResults.done;
import static dev.latchkey.core.memory.WriteResults.found;
import static dev.latchkey.core.memory.WriteResults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.DataApiStore;
import dev.latchkey.core.application.DataApiStore.Conflict;
import dev.latchkey.core.application.DataApiStore.Registration;
import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.application.LabelFilter;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.DataApiRef;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.domain.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract of {@link DataApiStore}. */
public abstract class DataApiStoreContract {

  /** Returns the store under test. */
  protected abstract DataApiStore dataApis();

  /** Returns the keys of the same deployment. */
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
      assertThat(conflict.key()).isInstanceOf(LookupResult.Unknown.class);
      assertThat(keys().find(key.key().keyId())).isEmpty();
    }

    @Test
    void takesTheIdOfADeletedDataApiInTheSameDomain() {
      DataApi dataApi = registered();
      done(dataApis().delete(dataApi.dataApiId(), change()));
      DataApi again = in(dataApi.dataApiId(), dataApi.ref().domain(), "again00000000000");
      done(dataApis().register(again, Samples.key(dataApi.dataApiId()), change()));
      assertThat(dataApis().find(dataApi.dataApiId())).contains(again);
      assertThat(found(dataApis().register(again, Samples.key(), change())).dataApi())
          .contains(again);
    }

    @Test
    void refusesTheIdOfADeletedDataApiInAnotherDomain() {
      DataApi dataApi = registered();
      done(dataApis().delete(dataApi.dataApiId(), change()));
      StoredKey key = Samples.key(dataApi.dataApiId());
      DataApi other = in(dataApi.dataApiId(), "logistics", "other00000000000");
      Conflict conflict = found(dataApis().register(other, key, change()));
      assertThat(conflict.dataApi()).isEmpty();
      assertThat(conflict.key()).isInstanceOf(LookupResult.Unknown.class);
      assertThat(dataApis().find(dataApi.dataApiId())).isEmpty();
      assertThat(keys().find(key.key().keyId())).isEmpty();
    }

    @Test
    void repeatedAfterItsDataApiWasDeletedRaisesNoGhost() {
      DataApi dataApi = Samples.dataApi();
      StoredKey key = Samples.key(dataApi.dataApiId());
      ChangeContext change = change();
      done(dataApis().register(dataApi, key, change));
      done(dataApis().delete(dataApi.dataApiId(), change()));
      found(dataApis().register(dataApi, key, change));
      assertThat(dataApis().find(dataApi.dataApiId())).isEmpty();
    }

    private static DataApi in(String id, String domain, String registration) {
      DataApi sample = Samples.dataApi(id);
      return DataApi.registered(
          new DataApiRef(id, domain, registration), sample.fields(), sample.creation());
    }

    @Test
    void refusesAFirstKeyThatIsThere() {
      StoredKey key = Samples.key();
      done(keys().create(key, change()));
      DataApi dataApi = Samples.dataApi(key.key().dataApiId());
      Conflict conflict = found(dataApis().register(dataApi, key, change()));
      assertThat(conflict.key())
          .isInstanceOfSatisfying(
              LookupResult.Found.class, it -> assertThat(it.stored().key()).isEqualTo(key.key()));
      assertThat(dataApis().find(dataApi.dataApiId())).isEmpty();
    }

    @Test
    void findsBothOfAnEarlierOne() {
      DataApi dataApi = Samples.dataApi();
      StoredKey key = Samples.key(dataApi.dataApiId(), NOW.plusSeconds(60), "ab".repeat(16));
      done(dataApis().register(dataApi, key, change()));
      Conflict conflict = found(dataApis().register(dataApi, key, change()));
      assertThat(conflict.dataApi()).contains(dataApi);
      assertThat(conflict.key())
          .isInstanceOfSatisfying(
              LookupResult.Found.class,
              it -> assertThat(it.stored().creation()).isEqualTo("ab".repeat(16)));
    }

    @Test
    void repeatedAfterItWonIsDone() {
      DataApi dataApi = Samples.dataApi();
      StoredKey key = Samples.key(dataApi.dataApiId());
      ChangeContext change = change();
      done(dataApis().register(dataApi, key, change));
      assertThat(done(dataApis().register(dataApi, key, change)))
          .isEqualTo(new Registration(dataApi, key.key()));
    }

    @Test
    void inTheInvocationOfAnotherChangeIsRefusedAsInAnyOther() {
      DataApi dataApi = Samples.dataApi();
      ChangeContext first = change();
      ChangeContext second = new ChangeContext(first.id(), new Actor("bob", "Bob"), first.moment());
      done(dataApis().register(dataApi, Samples.key(dataApi.dataApiId()), first));
      found(dataApis().register(dataApi, Samples.key(dataApi.dataApiId()), second));
    }

    @Test
    void refusesTheIdOfADeletedKey() {
      StoredKey key = Samples.key();
      done(keys().create(key, change()));
      done(keys().revoke(key.key().keyId(), null, change()));
      done(keys().delete(key.key().keyId(), change()));
      DataApi dataApi = Samples.dataApi(key.key().dataApiId());
      Conflict conflict = found(dataApis().register(dataApi, key, change()));
      assertThat(conflict.key()).isInstanceOf(LookupResult.Deleted.class);
      assertThat(dataApis().find(dataApi.dataApiId())).isEmpty();
      assertThat(keys().lookup(key.key().keyId())).isInstanceOf(LookupResult.Deleted.class);
    }
  }

  @Nested
  class Editing {
    @Test
    void replacesAllRoutes() {
      DataApi dataApi = registered();
      List<Route> routes = List.of(new Route("other", "*", "POST", "/"));
      DataApi edited =
          done(
              dataApis()
                  .edit(
                      dataApi.dataApiId(),
                      FieldEdits.NONE.set(DataApiFields.ROUTES, routes),
                      change()));
      assertThat(edited.routes()).isEqualTo(routes);
      assertThat(edited.fields()).isEqualTo(dataApi.fields().with(DataApiFields.ROUTES, routes));
      assertThat(edited.version()).isEqualTo(new Version(2, NOW));
      assertThat(dataApis().find(dataApi.dataApiId())).contains(edited);
    }

    @Test
    void countsTheChangeAndTellsWhenItWasMade() {
      DataApi dataApi = registered();
      assertThat(dataApi.version()).isEqualTo(new Version(1, NOW));
      String id = dataApi.dataApiId();
      FieldEdits edit = FieldEdits.NONE.set(DataApiFields.DESCRIPTION, "new");
      ChangeContext first = change(NOW.plusSeconds(1));
      DataApi edited = done(dataApis().edit(id, edit, first));
      assertThat(edited.version()).isEqualTo(new Version(2, NOW.plusSeconds(1)));
      assertThat(done(dataApis().edit(id, edit, first))).isEqualTo(edited);
      DataApi again = done(dataApis().edit(id, edit, change(NOW.plusSeconds(2))));
      assertThat(again.version()).isEqualTo(new Version(3, NOW.plusSeconds(2)));
      assertThat(dataApis().find(id)).contains(again);
    }

    @Test
    void clearsADescription() {
      DataApi dataApi = registered();
      FieldEdits edit = FieldEdits.NONE.clear(DataApiFields.DESCRIPTION);
      DataApi edited = done(dataApis().edit(dataApi.dataApiId(), edit, change()));
      assertThat(edited.fields().get(DataApiFields.DESCRIPTION)).isNull();
    }

    @Test
    void refusesAnotherRevision() {
      DataApi dataApi = registered();
      String id = dataApi.dataApiId();
      FieldEdits edit = FieldEdits.NONE.set(DataApiFields.DESCRIPTION, "other");
      DataApi edited = done(dataApis().edit(id, edit, change().ofRevision(1)));
      assertThat(edited.version().revision()).isEqualTo(2);
      assertThat(refused(dataApis().edit(id, edit, change().ofRevision(1)))).contains(edited);
    }

    @Test
    void refusesADataApiThatIsNotThere() {
      FieldEdits edit = FieldEdits.NONE.set(DataApiFields.DESCRIPTION, "new");
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
      ChangeContext change = change();
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

    @Test
    void showsWhatFindShows() {
      DataApi dataApi = registered(4);
      FieldEdits edit = FieldEdits.NONE.set(DataApiFields.DESCRIPTION, "listed");
      DataApi edited = done(dataApis().edit(dataApi.dataApiId(), edit, change()));
      assertThat(dataApis().list(new Page.Request(1_000, null)).items()).contains(edited);
    }

    @Test
    void onlyThoseWithTheLabelsAskedFor() {
      String domain = Samples.dataApiId();
      List<DataApi> all = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        DataApi dataApi = Samples.dataApi(Samples.ref(Samples.dataApiId(), domain));
        done(dataApis().register(dataApi, Samples.key(dataApi.dataApiId()), change()));
        FieldEdits labels =
            FieldEdits.NONE
                .set(DataApiFields.OWNER, "team " + i % 2)
                .set(DataApiFields.TAGS, Map.of("a.b-c", "" + i % 3, "stage", "test"));
        all.add(done(dataApis().edit(dataApi.dataApiId(), labels, change())));
      }
      registered();
      assertThat(walk(new LabelFilter(domain, null, Map.of()))).hasSize(6);
      assertThat(walk(new LabelFilter(domain, "team 1", Map.of()))).containsOnly(ids(all, 1, 3, 5));
      assertThat(walk(new LabelFilter(domain, "team", Map.of()))).isEmpty();
      assertThat(walk(new LabelFilter(null, "team 0", Map.of("a.b-c", "0"))))
          .containsOnly(ids(all, 0));
      assertThat(walk(new LabelFilter(domain, null, Map.of("a.b-c", "2", "stage", "test"))))
          .containsOnly(ids(all, 2, 5));
      assertThat(walk(new LabelFilter(domain, null, Map.of("a", "2")))).isEmpty();
      assertThat(walk(new LabelFilter(domain + "-x", null, Map.of()))).isEmpty();
    }

    private static String[] ids(List<DataApi> all, int... chosen) {
      return IntStream.of(chosen).mapToObj(i -> all.get(i).dataApiId()).toArray(String[]::new);
    }

    private List<String> walk() {
      return walk(LabelFilter.ALL);
    }

    private List<String> walk(LabelFilter filter) {
      List<String> ids = new ArrayList<>();
      String next = null;
      do {
        Page<DataApi> page = dataApis().list(filter, new Page.Request(2, next));
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
