package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.CreateKey;
import dev.latchkey.core.application.DeleteDataApi;
import dev.latchkey.core.application.DeleteKey;
import dev.latchkey.core.application.EditKey;
import dev.latchkey.core.application.ExtendKey;
import dev.latchkey.core.application.KeyFactory;
import dev.latchkey.core.application.KeyQuery;
import dev.latchkey.core.application.NewDataApi;
import dev.latchkey.core.application.NewKey;
import dev.latchkey.core.application.OverlappingRoutes;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.application.RegisterDataApi;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.RevokeKey;
import dev.latchkey.core.application.RotateKey;
import dev.latchkey.core.application.ValidationErrors;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.IssuedKey;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyStatus;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.OnPending;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.domain.Validity;
import dev.latchkey.core.domain.ValidityLimits;
import dev.latchkey.core.dynamodb.DynamoDbDataApiStore;
import dev.latchkey.core.dynamodb.DynamoDbEventStore;
import dev.latchkey.core.dynamodb.DynamoDbKeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Operators and apps at a {@link EventuallyConsistentTable}, each step at a moment of a clock of
 * its own. What decides or changes has to go by the table as it is, lists by the table as it was
 * {@link BehindTable#INDEX} ago, histories as it was {@link EventuallyConsistentTable#HISTORY} ago.
 */
final class EventualConsistencyWork {
  private static final int RETENTION_DAYS = 30;
  private static final int EVENT_RETENTION_DAYS = 400;
  private static final int MOST_DATA_APIS = 20;
  private static final int PAGE = 3;
  private static final Duration REMEMBERED = Duration.ofSeconds(60);
  private static final ValidityLimits LIMITS = new ValidityLimits(30, 365);
  private static final List<Route> ROUTES = List.of(new Route("a1", "*", "*", "*"));
  private static final FieldValues FIELDS =
      FieldValues.NONE.with(DataApiFields.DATASET, "s").with(DataApiFields.ROUTES, ROUTES);

  private final EventuallyConsistentTable table = new EventuallyConsistentTable();
  private final DynamoDbClient client = table.client();
  private final DynamoDbKeyStore keys =
      new DynamoDbKeyStore(client, table.name(), RETENTION_DAYS, EVENT_RETENTION_DAYS);
  private final DynamoDbDataApiStore dataApis =
      new DynamoDbDataApiStore(client, table.name(), RETENTION_DAYS);
  private final DynamoDbEventStore events =
      new DynamoDbEventStore(client, table.name(), RETENTION_DAYS);
  private final KeyFactory maker = new KeyFactory(new SecureRandom(), "lk", LIMITS);
  private final RegisterDataApi register =
      new RegisterDataApi(dataApis, keys, maker, DomainScope.ALL);
  private final CreateKey create = new CreateKey(keys, dataApis, maker);
  private final ExtendKey extend = new ExtendKey(keys, LIMITS);
  private final EditKey edit = new EditKey(keys, LIMITS);
  private final RotateKey rotate = new RotateKey(keys, maker);
  private final RevokeKey revoke = new RevokeKey(keys);
  private final DeleteKey delete = new DeleteKey(keys);
  private final DeleteDataApi deleteDataApi = new DeleteDataApi(dataApis, keys);
  private final OverlappingRoutes overlappingRoutes = new OverlappingRoutes(dataApis);
  private final AuthorizerWithClock remembering = new AuthorizerWithClock(keys, dataApis);

  private final SplittableRandom random;
  private final ObservedStaleness seen;
  private final ChangeLog facts = new ChangeLog();
  private final Map<KeyId, KeyText> texts = new LinkedHashMap<>();
  private final Map<String, @Nullable Instant> gone = new LinkedHashMap<>();
  private int collected;
  private Instant now = AuthorizerWithClock.BEGIN.truncatedTo(ChronoUnit.SECONDS);

  /**
   * @param seen counts what was seen of being behind
   */
  EventualConsistencyWork(SplittableRandom random, ObservedStaleness seen) {
    this.random = random;
    this.seen = seen;
  }

  /** Does so many things, and then waits until everything has come. */
  void run(int steps) {
    for (int i = 0; i < steps; i++) {
      pass(random.nextInt(25) == 0 ? 61 : random.nextInt(4));
      step();
    }
    pass(EventuallyConsistentTable.HISTORY.toSeconds());
    listKeys(null, null);
    texts.keySet().forEach(keyId -> readHistory(EventTarget.of(keyId)));
    gone.keySet().forEach(id -> readHistory(EventTarget.ofDataApi(id)));
    seen.indexQueries.add(table.indexQueries());
  }

  private void pass(long seconds) {
    if (facts.size() > collected) {
      table.collect(now);
      collected = facts.size();
    }
    now = now.plusSeconds(seconds);
    remembering.now = now;
    table.bring(now, events);
  }

  private void step() {
    if (texts.isEmpty()) {
      register();
      return;
    }
    KeyId keyId = RouteOracle.one(List.copyOf(texts.keySet()), random);
    String dataApiId = RouteOracle.one(List.copyOf(gone.keySet()), random);
    switch (random.nextInt(16)) {
      case 0, 1 -> register();
      case 2 -> create(dataApiId);
      case 3, 4, 5 -> change(keyId);
      case 6 -> deleteDataApi(dataApiId);
      case 7, 8 -> retire(dataApiId);
      case 9, 10 -> listKeys(random.nextBoolean() ? dataApiId : null, status());
      case 11 -> listDataApis();
      case 12 -> readHistory(EventTarget.of(keyId));
      case 13 -> readHistory(EventTarget.ofDataApi(dataApiId));
      default -> use(keyId);
    }
  }

  private @Nullable KeyStatus status() {
    return random.nextBoolean() ? null : RouteOracle.one(List.of(KeyStatus.values()), random);
  }

  private void register() {
    boolean isNew = gone.size() < MOST_DATA_APIS;
    String id =
        isNew ? "behind-" + gone.size() : RouteOracle.one(List.copyOf(gone.keySet()), random);
    NewDataApi wanted = new NewDataApi(isNew ? "d" : "another", FIELDS, newKey(id));
    RegisterDataApi.Registered registered =
        done(
            isNew ? null : RequestException.Reason.DATA_API_EXISTS,
            () -> register.register(wanted, new ValidationErrors(), SeededKeys.change(now)));
    if (registered != null) {
      gone.put(id, null);
      add(EventTarget.ofDataApi(id), registered.dataApi(), EventKind.REGISTERED);
      issued(registered.firstKey());
    }
  }

  private void create(String dataApiId) {
    boolean isGone = gone.get(dataApiId) != null;
    IssuedKey made =
        done(
            isGone ? RequestException.Reason.INVALID_REQUEST : null,
            () -> create.create(newKey(dataApiId), new ValidationErrors(), SeededKeys.change(now)));
    if (made != null) {
      issued(made);
    }
  }

  private NewKey newKey(String dataApiId) {
    Validity validity =
        random.nextBoolean()
            ? new Validity.Days(30)
            : new Validity.Until(now.plusSeconds(2 + random.nextInt(20)));
    return new NewKey(dataApiId, SeededKeys.named("k"), validity, null);
  }

  private void issued(IssuedKey issued) {
    texts.put(issued.key().keyId(), Objects.requireNonNull(issued.text()));
    add(EventTarget.of(issued.key().keyId()), issued.key(), EventKind.CREATED);
  }

  private void change(KeyId keyId) {
    ApiKey key = (ApiKey) facts.thing(EventTarget.of(keyId), now);
    KeyStatus status = key == null ? null : key.status(now);
    RequestException.Reason unlessActive =
        status == null
            ? RequestException.Reason.NOT_FOUND
            : status == KeyStatus.REVOKED
                ? RequestException.Reason.KEY_REVOKED
                : status == KeyStatus.EXPIRED ? RequestException.Reason.KEY_EXPIRED : null;
    RequestException.Reason unlessThere = status == null ? RequestException.Reason.NOT_FOUND : null;
    seen.surprise(status, listedStatus(keyId));
    Instant end = now.plusSeconds(2 + random.nextInt(100));
    switch (random.nextInt(7)) {
      case 0 ->
          changed(
              keyId,
              EventKind.EXTENDED,
              unlessActive,
              c -> extend.extend(new ExtendKey.Command(keyId, 1, null), new ValidationErrors(), c));
      case 1 ->
          changed(
              keyId,
              EventKind.EDITED,
              unlessActive,
              c -> edit.edit(keyId, SeededKeys.moveEnd(end), new ValidationErrors(), c));
      case 2 ->
          changed(
              keyId,
              EventKind.EDITED,
              unlessThere,
              c ->
                  edit.edit(
                      keyId,
                      SeededKeys.rename("name of " + facts.size()),
                      new ValidationErrors(),
                      c));
      case 3 -> {
        IssuedKey rotated =
            changed(
                keyId,
                EventKind.ROTATED,
                unlessActive,
                c -> rotate.rotate(keyId, 0, OnPending.REFUSE, new ValidationErrors(), c));
        if (rotated != null) {
          texts.put(keyId, Objects.requireNonNull(rotated.text()));
        }
      }
      case 4 -> {
        EventKind kind = status == KeyStatus.REVOKED ? null : EventKind.REVOKED;
        changed(keyId, kind, unlessThere, c -> revoke.revoke(keyId, "lost", c));
      }
      default ->
          changed(
              keyId,
              EventKind.DELETED,
              status == KeyStatus.ACTIVE ? RequestException.Reason.KEY_ACTIVE : unlessThere,
              c -> {
                delete.delete(keyId, c);
                return keyId;
              });
    }
  }

  private <T> @Nullable T changed(
      KeyId keyId,
      @Nullable EventKind kind,
      RequestException.@Nullable Reason refusal,
      Function<dev.latchkey.core.application.ChangeContext, T> change) {
    T done = done(refusal, () -> change.apply(SeededKeys.change(now)));
    if (done != null && kind != null) {
      add(EventTarget.of(keyId), keys.find(keyId).orElse(null), kind);
    }
    return done;
  }

  /**
   * The guard goes by the index: it may let go beside a new key, and hold on to one that is over.
   */
  private void deleteDataApi(String dataApiId) {
    boolean looksInUse = isInUse(dataApiId, now.minus(EventuallyConsistentTable.INDEX));
    boolean isInUse = isInUse(dataApiId, now);
    boolean isGone = gone.get(dataApiId) != null;
    Boolean deleted =
        done(
            looksInUse
                ? RequestException.Reason.DATA_API_IN_USE
                : isGone ? RequestException.Reason.NOT_FOUND : null,
            () -> {
              deleteDataApi.delete(dataApiId, SeededKeys.change(now));
              return true;
            });
    if (deleted != null) {
      gone.put(dataApiId, now);
      add(EventTarget.ofDataApi(dataApiId), null, EventKind.DELETED);
      seen.besideAKey.add(isInUse ? 1 : 0);
    } else {
      seen.heldOn.add(looksInUse && !isInUse ? 1 : 0);
    }
  }

  /** Revokes all keys of a data API and deletes it, perhaps beside a key that is just made. */
  private void retire(String dataApiId) {
    List<KeyId> its =
        facts.keys(dataApiId, KeyStatus.ACTIVE, now, now).stream().map(ApiKey::keyId).toList();
    for (KeyId keyId : its) {
      use(keyId);
      changed(keyId, EventKind.REVOKED, null, c -> revoke.revoke(keyId, null, c));
    }
    pass(random.nextInt(8));
    int before = texts.size();
    if (random.nextBoolean()) {
      create(dataApiId);
    }
    deleteDataApi(dataApiId);
    List<KeyId> all = List.copyOf(texts.keySet());
    for (KeyId made : all.subList(before, all.size())) {
      use(made);
      pass(RouteOracle.one(List.of(1, 30, 59, 60), random));
      use(made);
    }
  }

  private boolean isInUse(String dataApiId, Instant moment) {
    return !facts.keys(dataApiId, KeyStatus.ACTIVE, moment, now).isEmpty();
  }

  private void listKeys(@Nullable String dataApiId, @Nullable KeyStatus status) {
    Set<ApiKey> listed = new HashSet<>();
    String after = null;
    do {
      Page<ApiKey> page =
          keys.list(new KeyQuery(dataApiId, status, now), new Page.Request(PAGE, after));
      page.items().forEach(key -> assertThat(listed.add(key)).as("%s twice", key).isTrue());
      after = page.next();
    } while (after != null);
    assertThat(listed)
        .isEqualTo(facts.keys(dataApiId, status, now.minus(EventuallyConsistentTable.INDEX), now));
    seen.staleLists.add(listed.equals(facts.keys(dataApiId, status, now, now)) ? 0 : 1);
  }

  /** The list, and the warnings that are made of it. */
  private void listDataApis() {
    List<String> listed =
        dataApis.list(new Page.Request(1_000, null)).items().stream()
            .map(DataApi::dataApiId)
            .sorted()
            .toList();
    List<String> then = facts.dataApis(now.minus(EventuallyConsistentTable.INDEX));
    assertThat(listed).isEqualTo(then);
    assertThat(overlappingRoutes.of("another", ROUTES, DomainScope.ALL)).hasSameSizeAs(then);
  }

  private void readHistory(EventTarget subject) {
    List<EventKind> oldestFirst = new ArrayList<>();
    for (KeyEvent event : events.list(subject, new Page.Request(1_000, null)).items()) {
      oldestFirst.add(0, event.kind());
    }
    assertThat(oldestFirst)
        .isEqualTo(facts.history(subject, now.minus(EventuallyConsistentTable.HISTORY)));
    int made = facts.history(subject, now).size();
    seen.staleHistories.add(oldestFirst.size() < made ? 1 : 0);
  }

  /**
   * An authorizer that knows nothing yet goes by the table, one that works by what it remembers.
   */
  private void use(KeyId keyId) {
    ApiKey key = keys.find(keyId).orElse(null);
    ApiKey fact = (ApiKey) facts.thing(EventTarget.of(keyId), now);
    assertThat(key).isEqualTo(fact);
    KeyText text = Objects.requireNonNull(texts.get(keyId));
    AuthorizerWithClock fresh = new AuthorizerWithClock(keys, dataApis);
    fresh.now = now;
    boolean isActive = fact != null && fact.status(now) == KeyStatus.ACTIVE;
    Instant end = fact == null ? null : gone.get(fact.dataApiId());
    assertThat(fresh.passes(text, random.nextInt(4)))
        .as("%s of a data API gone at %s, at %s", fact, end, now)
        .isEqualTo(isActive && end == null);
    boolean passes = remembering.passes(text, random.nextInt(4));
    boolean mayBeRemembered = end != null && now.isBefore(end.plus(REMEMBERED));
    assertThat(passes == (isActive && end == null) || (passes && isActive && mayBeRemembered))
        .as("%s of a data API gone at %s, at %s: %s", fact, end, now, passes)
        .isTrue();
    seen.uses.increment();
    seen.deadKeys.add(isActive && end != null ? 1 : 0);
    seen.remembered.add(passes && end != null ? 1 : 0);
  }

  private @Nullable KeyStatus listedStatus(KeyId keyId) {
    Object then = facts.thing(EventTarget.of(keyId), now.minus(EventuallyConsistentTable.INDEX));
    return then instanceof ApiKey key ? key.status(now) : null;
  }

  private void add(EventTarget subject, @Nullable Object thing, EventKind kind) {
    facts.add(now, subject, thing, kind);
  }

  /** What a call gives, or nothing where it has to be refused for a reason, and is. */
  private <T> @Nullable T done(RequestException.@Nullable Reason refusal, Supplier<T> call) {
    seen.calls.increment();
    try {
      T done = call.get();
      assertThat(refusal).as("at %s: %s", now, done).isNull();
      return done;
    } catch (RequestException fault) {
      assertThat(fault.reason()).as("at %s", now).isEqualTo(refusal);
      return null;
    }
  }
}
