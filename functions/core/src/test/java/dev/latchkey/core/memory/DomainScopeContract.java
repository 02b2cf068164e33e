package dev.latchkey.core.memory;

import static dev.latchkey.core.memory.Samples.NOW;
import static dev.latchkey.core.memory.Samples.change;
import static dev.latchkey.core.memory.WriteResults.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.EventQuery;
import dev.latchkey.core.application.KeyFilter;
import dev.latchkey.core.application.KeyQuery;
import dev.latchkey.core.application.LabelFilter;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.DataApiRef;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyStatus;
import dev.latchkey.core.domain.Rotation;
import dev.latchkey.core.domain.StoredKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store shows and changes for an operator of some domains. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DomainScopeContract {
  /** A request to the stores that names a key and a data API. */
  protected interface Use extends BiFunction<Stores, Names, Object> {}

  /** The key and the data API that a request names. */
  protected record Names(KeyId keyId, String dataApiId) {}

  /** The stores under test, with what every domain has. */
  protected abstract Stores stores();

  /** The requests to the table since the last time that this was asked. */
  protected abstract List<String> requests();

  static Stream<Named<Use>> uses() {
    Page.Request one = new Page.Request(1, null);
    return Stream.of(
        use("find a key", (stores, named) -> stores.keys().find(named.keyId())),
        use("look a key up", (stores, named) -> stores.keys().lookup(named.keyId())),
        use(
            "list the keys of a data API",
            (stores, named) -> stores.keys().list(new KeyQuery(named.dataApiId(), null, NOW), one)),
        use(
            "list the active keys of a data API",
            (stores, named) ->
                stores.keys().list(new KeyQuery(named.dataApiId(), KeyStatus.ACTIVE, NOW), one)),
        use(
            "list the keys of a data API by expiration",
            (stores, named) -> stores.keys().list(byExpiration(named.dataApiId(), null), one)),
        use("ask for live keys", (stores, named) -> stores.keys().anyLive(named.dataApiId(), NOW)),
        use(
            "ask for live keys without a claim",
            (stores, named) ->
                stores.keys().anyLiveWithout(List.of("region"), named.dataApiId(), NOW)),
        use(
            "extend",
            (stores, named) ->
                stores
                    .keys()
                    .extend(
                        named.keyId(),
                        Duration.ofDays(1),
                        NOW.plus(Duration.ofDays(365)),
                        null,
                        change())),
        use(
            "edit a key",
            (stores, named) ->
                stores.keys().edit(named.keyId(), Samples.rename("taken over"), change())),
        use(
            "rotate",
            (stores, named) ->
                stores
                    .keys()
                    .rotate(
                        named.keyId(),
                        new Rotation("lk", Samples.hash(named.keyId()), null),
                        change())),
        use("suspend", (stores, named) -> stores.keys().suspend(named.keyId(), "mine", change())),
        use("resume", (stores, named) -> stores.keys().resume(named.keyId(), change())),
        use("revoke", (stores, named) -> stores.keys().revoke(named.keyId(), "mine", change())),
        use("delete a key", (stores, named) -> stores.keys().delete(named.keyId(), change())),
        use("find a data API", (stores, named) -> stores.dataApis().find(named.dataApiId())),
        use(
            "edit a data API",
            (stores, named) ->
                stores
                    .dataApis()
                    .edit(
                        named.dataApiId(),
                        FieldEdits.NONE.set(DataApiFields.DESCRIPTION, "taken over"),
                        change())),
        use(
            "delete a data API",
            (stores, named) -> stores.dataApis().delete(named.dataApiId(), change())),
        use(
            "list a key's events",
            (stores, named) -> stores.events().list(EventTarget.of(named.keyId()), one)),
        use(
            "list the events of a data API and its keys",
            (stores, named) ->
                stores
                    .events()
                    .list(new EventQuery(null, named.dataApiId(), null, null, null), one)),
        use(
            "list a data API's events",
            (stores, named) ->
                stores.events().list(EventTarget.ofDataApi(named.dataApiId()), one)));
  }

  private static Named<Use> use(String name, Use use) {
    return Named.of(name, use);
  }

  @ParameterizedTest
  @MethodSource("uses")
  void whatIsForeignIsMissing(Use use) {
    Names foreign = registered("sales");
    Names missing = new Names(Samples.key().key().keyId(), Samples.dataApiId());
    StoredKey before = key(foreign);
    DataApi dataApi = stores().dataApis().find(foreign.dataApiId()).orElseThrow();
    for (DomainScope scope :
        List.of(DomainScope.of(Set.of("sale")), DomainScope.of(Set.of("logistics", "sales-eu")))) {
      requests();
      Object ofForeign = use.apply(stores().within(scope), foreign);
      List<String> requestsOfForeign = requests();
      Object ofMissing = use.apply(stores().within(scope), missing);
      assertThat(ofForeign).isEqualTo(ofMissing);
      assertThat(requestsOfForeign).isEqualTo(requests());
    }
    KeyContract.assertSame(key(foreign), before);
    assertThat(stores().dataApis().find(foreign.dataApiId())).contains(dataApi);
  }

  @ParameterizedTest
  @MethodSource("uses")
  void whatIsTheirOwnIsThere(Use use) {
    Names own = registered("sales");
    Names missing = new Names(Samples.key().key().keyId(), Samples.dataApiId());
    Stores mine = stores().within(DomainScope.of(Set.of("logistics", "sales")));
    assertThat(use.apply(mine, own).toString()).isNotEqualTo(use.apply(mine, missing).toString());
  }

  @Test
  void listsAreThoseOfTheDomainsNewestFirst() {
    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      String domain = List.of("north", "south", "west").get(i % 3);
      Names names = registered(domain, i);
      if (!domain.equals("west")) {
        wanted.add(0, names.dataApiId());
      }
    }
    Stores mine = stores().within(DomainScope.of(Set.of("north", "south")));
    for (int limit : new int[] {1, 2, 3, 100}) {
      assertThat(
              all(
                  page -> mine.dataApis().list(page).items().stream().map(DataApi::dataApiId),
                  page -> mine.dataApis().list(page).next(),
                  limit))
          .isEqualTo(wanted);
      for (KeyStatus status : new KeyStatus[] {null, KeyStatus.ACTIVE}) {
        KeyQuery query = new KeyQuery(null, status, NOW);
        assertThat(
                all(
                    page -> mine.keys().list(query, page).items().stream().map(ApiKey::dataApiId),
                    page -> mine.keys().list(query, page).next(),
                    limit))
            .isEqualTo(wanted);
      }
    }
    assertThat(stores().within(DomainScope.of(Set.of("east"))).dataApis().list(PAGE).items())
        .isEmpty();
    assertThat(mine.dataApis().listOfEveryDomain(PAGE).items()).hasSizeGreaterThan(6);
  }

  @Test
  void keysByExpirationAreThoseOfTheDomainsAndSoAreThePositionsBetween() {
    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String domain = i % 20 < 17 ? "hot" : i % 2 == 0 ? "dry" : "wet";
      Names names = registered(domain, i, 20 + i * 7 % 20);
      if (!domain.equals("hot")) {
        wanted.add(names.keyId().value());
      }
    }
    Stores mine = stores().within(DomainScope.of(Set.of("dry", "wet")));
    for (int limit : new int[] {1, 2, 5, 100}) {
      List<Page<ApiKey>> pages = new ArrayList<>();
      String after = null;
      do {
        pages.add(mine.keys().list(byExpiration(null, null), new Page.Request(limit, after)));
        after = pages.get(pages.size() - 1).next();
        assertThat(after == null || wanted.contains(after.substring(after.indexOf('#') + 1)))
            .as("a position: %s", after)
            .isTrue();
      } while (after != null);
      List<ApiKey> keys = pages.stream().flatMap(page -> page.items().stream()).toList();
      assertThat(keys)
          .extracting(key -> key.keyId().value())
          .containsExactlyInAnyOrderElementsOf(wanted);
      assertThat(keys).extracting(ApiKey::expiresAt).isSorted();
    }
    for (String domain : List.of("dry", "hot")) {
      List<ApiKey> keys = mine.keys().list(byExpiration(null, domain), PAGE).items();
      assertThat(keys).allMatch(key -> key.dataApi().domain().equals("dry"));
      assertThat(keys.isEmpty()).isEqualTo(domain.equals("hot"));
    }
  }

  @Test
  void listsOfAForeignDomainAreThoseOfAMissingOne() {
    registered("sales");
    Stores mine = stores().within(DomainScope.of(Set.of("logistics")));
    List<Function<String, Object>> lists =
        List.of(
            domain -> mine.keys().list(ofDomain(domain, KeyQuery.Order.CREATED_AT), PAGE),
            domain -> mine.keys().list(ofDomain(domain, KeyQuery.Order.EXPIRES_AT), PAGE),
            domain -> mine.dataApis().list(new LabelFilter(domain, null, Map.of()), PAGE));
    for (Function<String, Object> list : lists) {
      requests();
      Object ofForeign = list.apply("sales");
      List<String> requestsOfForeign = requests();
      assertThat(ofForeign).isEqualTo(list.apply("missing")).isEqualTo(Page.empty());
      assertThat(requestsOfForeign).isEqualTo(requests());
    }
    assertThat(stores().keys().list(ofDomain("sales", KeyQuery.Order.CREATED_AT), PAGE).items())
        .isNotEmpty();
  }

  private static KeyQuery byExpiration(@Nullable String dataApiId, @Nullable String domain) {
    KeyQuery query = ofDomain(domain, KeyQuery.Order.EXPIRES_AT);
    return new KeyQuery(dataApiId, null, NOW, query.filter(), query.order());
  }

  private static KeyQuery ofDomain(@Nullable String domain, KeyQuery.Order order) {
    LabelFilter labels = new LabelFilter(domain, null, Map.of());
    return new KeyQuery(null, null, NOW, new KeyFilter(labels, null, null, null), order);
  }

  @Test
  void eventsOfAForeignDomainAreThoseOfAMissingOne() {
    registered("sales");
    Stores mine = stores().within(DomainScope.of(Set.of("logistics")));
    requests();
    Page<KeyEvent> ofForeign = mine.events().list(ofDomain("sales"), PAGE);
    List<String> requestsOfForeign = requests();
    assertThat(ofForeign).isEqualTo(mine.events().list(ofDomain("missing"), PAGE));
    assertThat(requestsOfForeign).isEqualTo(requests());
    assertThat(stores().events().list(ofDomain("sales"), PAGE).items()).isNotEmpty();
  }

  @Test
  void eventsAreThoseOfTheDomainsNewestFirst() {
    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      String domain = List.of("up", "down", "left").get(i % 3);
      String id = "%010d".formatted(i);
      KeyEvent event =
          new KeyEvent(
              id,
              EventKind.EDITED,
              EventTarget.ofDataApi("x" + i),
              domain,
              NOW.plusSeconds(i),
              Samples.ADA,
              Map.of());
      stores().events().append(event, NOW);
      if (!domain.equals("left")) {
        wanted.add(0, id);
      }
    }
    Stores mine = stores().within(DomainScope.of(Set.of("up", "down")));
    for (int limit : new int[] {1, 2, 3, 100}) {
      for (EventKind kind : new EventKind[] {null, EventKind.EDITED}) {
        EventQuery query = new EventQuery(null, null, null, kind, null);
        assertThat(
                all(
                    page -> mine.events().list(query, page).items().stream().map(KeyEvent::eventId),
                    page -> mine.events().list(query, page).next(),
                    limit))
            .isEqualTo(wanted);
      }
    }
  }

  private static EventQuery ofDomain(String domain) {
    return new EventQuery(domain, null, null, null, null);
  }

  private static final Page.Request PAGE = new Page.Request(1_000, null);

  private static List<String> all(
      Function<Page.Request, Stream<String>> items,
      Function<Page.Request, String> next,
      int limit) {
    List<String> all = new ArrayList<>();
    String after = null;
    do {
      Page.Request page = new Page.Request(limit, after);
      List<String> shown = items.apply(page).toList();
      assertThat(shown.size()).isLessThanOrEqualTo(limit);
      all.addAll(shown);
      after = next.apply(page);
    } while (after != null);
    return all;
  }

  /** A data API with an active key and an event of both. */
  private Names registered(String domain) {
    return registered(domain, 0);
  }

  private Names registered(String domain, int seconds) {
    return registered(domain, seconds, 30);
  }

  private Names registered(String domain, int seconds, int days) {
    DataApiRef ref = Samples.ref(Samples.dataApiId(), domain);
    StoredKey key = Samples.key(ref, NOW.plus(Duration.ofDays(days)), null);
    done(stores().dataApis().register(Samples.dataApi(ref), key, change(NOW.plusSeconds(seconds))));
    Names names = new Names(key.key().keyId(), ref.id());
    for (EventTarget target :
        List.of(EventTarget.of(names.keyId()), EventTarget.ofDataApi(names.dataApiId()))) {
      for (String id : List.of("0000000001", "0000000002")) {
        stores()
            .events()
            .append(
                new KeyEvent(id, EventKind.EDITED, target, domain, NOW, Samples.ADA, Map.of()),
                NOW);
      }
    }
    return names;
  }

  private StoredKey key(Names names) {
    return ((LookupResult.Found) stores().keys().lookup(names.keyId())).stored();
  }
}
