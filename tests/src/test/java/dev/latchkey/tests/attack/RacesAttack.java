package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.CreateKey;
import dev.latchkey.core.application.DeleteKey;
import dev.latchkey.core.application.EditKey;
import dev.latchkey.core.application.ExtendKey;
import dev.latchkey.core.application.KeyFactory;
import dev.latchkey.core.application.KeyQuery;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.application.NewKey;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.RevokeKey;
import dev.latchkey.core.application.RotateKey;
import dev.latchkey.core.application.ValidationErrors;
import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.IssuedKey;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.OnPending;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.domain.Validity;
import dev.latchkey.core.domain.ValidityLimits;
import dev.latchkey.core.dynamodb.DynamoDbDataApiStore;
import dev.latchkey.core.dynamodb.DynamoDbEventStore;
import dev.latchkey.core.dynamodb.DynamoDbKeyStore;
import dev.latchkey.tests.attack.RacedChange.End;
import dev.latchkey.tests.attack.RacedChange.Kind;
import dev.latchkey.tests.attack.RacedChange.Life;
import dev.latchkey.tests.system.Latchkey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lets changes meet on a key, and holds what became of it against its history. */
@Tag("attack")
final class RacesAttack {
  private static final int AT_ONCE = 8;
  private static final int MEAN = 5;
  private static final int RACES_A_SWEEP = 10;
  private static final String DATA_API = "raced";
  private static final String TTL = "dynamodb.amazonaws.com";
  private static final ValidityLimits LIMITS = new ValidityLimits(365, 365);

  /** Changes of one race share these, so that only their kinds and actors tell them apart. */
  private static final List<UUID> INVOCATIONS =
      List.of(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3));

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Latchkey latchkey = Latchkey.inMemory();
  private final DynamoDbKeyStore keys =
      new DynamoDbKeyStore(latchkey.direct(), latchkey.table(), 0, 400);
  private final DynamoDbDataApiStore dataApis =
      new DynamoDbDataApiStore(latchkey.direct(), latchkey.table(), 0);
  private final DynamoDbEventStore events =
      new DynamoDbEventStore(latchkey.direct(), latchkey.table(), 400);
  private final KeyFactory maker = new KeyFactory(new SecureRandom(), "lk", LIMITS);
  private final CreateKey create = new CreateKey(keys, dataApis, maker);
  private final ExtendKey extend = new ExtendKey(keys, LIMITS);
  private final EditKey edit = new EditKey(keys, LIMITS);
  private final RotateKey rotate = new RotateKey(keys, maker);
  private final RevokeKey revoke = new RevokeKey(keys);
  private final DeleteKey delete = new DeleteKey(keys);

  /** So long ago that no race reaches into the future, where the history believes no change. */
  private final Instant now =
      Instant.now().minus(Duration.ofDays(40)).truncatedTo(ChronoUnit.SECONDS);

  private final Instant soon = now.plus(Duration.ofHours(1));
  private final Instant swept = now.plus(Duration.ofHours(2));
  private final LongAdder changes = new LongAdder();
  private final LongAdder done = new LongAdder();
  private final LongAdder removed = new LongAdder();
  private final Set<String> present = ConcurrentHashMap.newKeySet();

  @Test
  void everyChangeIsItsEvent() throws Exception {
    Attack attack =
        Attack.on(
            RacesAttack.class,
            "Concurrent changes",
            "Extend, edit, rotate, revoke, delete, TTL and repeated create meet on"
                + " one key, 2 to 8 at once. None is lost, none brings back a deleted key,"
                + " each change is exactly one event, and each event is a change."
                + " Invocations share three request IDs. On the table, through its stream.");
    int races = attack.size("raced-changes", 1_000, 20_000) / MEAN;
    SeededKeys.register(
        dataApis, DATA_API, List.of(new Route("a1", "*", "*", "*")), now, Attack.random(-1));
    KeyId first =
        keys.list(new KeyQuery(DATA_API, null, now), new Page.Request(1, null))
            .items()
            .get(0)
            .keyId();
    present.add(first.value());
    ExecutorService threads = Executors.newFixedThreadPool(2 * (AT_ONCE + 1));
    Race[] all = new Race[races];
    attack.inParallel(
        2,
        races,
        (n, random) -> {
          all[n] = new Race(n, random);
          all[n].run(threads);
        });
    attack.say("waits for the history");
    awaitHistory();
    attack.say("reads the histories");
    attack.inParallel(4, races, (n, random) -> all[n].check());
    threads.shutdown();
    Set<String> listed = listed();
    assertThat(listed).isEqualTo(present);
    assertThat(removed.sum()).isPositive();
    attack.leave(
        ("%,d changes, of which %,d took effect, and %,d keys removed by TTL. There"
                + " are as many events, each for its change. %,d keys left, %,d listed.")
            .formatted(changes.sum(), done.sum(), removed.sum(), present.size(), listed.size()));
  }

  /** The stream is in order: when this change has its event, all before it have theirs. */
  private void awaitHistory() throws InterruptedException {
    KeyText marker =
        SeededKeys.create(keys, DATA_API, now, now.plus(SeededKeys.LIFE), Attack.random(-2));
    present.add(marker.keyId().value());
    Instant deadline = Instant.now().plus(PATIENCE);
    while (history(marker.keyId()).isEmpty()) {
      assertThat(Instant.now()).as("the history comes in time").isBefore(deadline);
      Thread.sleep(100);
    }
  }

  private List<KeyEvent> history(KeyId keyId) {
    List<KeyEvent> oldestFirst = new ArrayList<>();
    Page<KeyEvent> page = events.list(EventTarget.of(keyId), new Page.Request(1_000, null));
    page.items().forEach(event -> oldestFirst.add(0, event));
    return oldestFirst;
  }

  private Set<String> listed() {
    Set<String> listed = new HashSet<>();
    String after = null;
    do {
      Page<ApiKey> page =
          keys.list(new KeyQuery(DATA_API, null, now), new Page.Request(1_000, after));
      page.items().forEach(key -> listed.add(key.keyId().value()));
      after = page.next();
    } while (after != null);
    return listed;
  }

  /** Changes that meet on one key. */
  private final class Race {
    private final int number;
    private final IdempotencyKey idempotencyKey;
    private final KeyId keyId;
    private final List<RacedChange> raced = new ArrayList<>();
    private final Map<String, End> ends = new ConcurrentHashMap<>();
    private final Map<String, KeyText> texts = new ConcurrentHashMap<>();

    Race(int number, SplittableRandom random) {
      this.number = number;
      idempotencyKey =
          IdempotencyKey.of("racer", "POST /v1/keys", "race-" + number + "-" + now, new byte[0]);
      keyId = idempotencyKey.keyId();
      Instant end = random.nextBoolean() ? soon : now.plus(Duration.ofDays(30));
      raced.add(change(Kind.CREATE_AGAIN, "first", end, now, random));
      int count = 2 + random.nextInt(AT_ONCE - 1);
      for (int i = 0; i < count; i++) {
        Kind kind = RouteOracle.one(List.of(Kind.values()), random);
        boolean isLate = random.nextInt(3) == 0;
        Instant at = isLate ? end.plusSeconds(1) : now.plusSeconds(1 + random.nextInt(9));
        Instant later = at.plus(Duration.ofDays(2)).plusSeconds(1 + i);
        raced.add(
            change(
                kind,
                "n" + i,
                kind == Kind.CREATE_AGAIN ? end.plusSeconds(60 + i) : later,
                at,
                random));
      }
    }

    private RacedChange change(
        Kind kind, String name, Instant end, Instant at, SplittableRandom random) {
      String by = "%d-%s-%d".formatted(number, name, raced.size());
      return new RacedChange(
          kind,
          name,
          end,
          new ChangeContext(RouteOracle.one(INVOCATIONS, random), new Actor(by, by), at));
    }

    void run(ExecutorService threads) throws Exception {
      act(raced.get(0));
      List<Callable<@Nullable Void>> atOnce = new ArrayList<>();
      for (RacedChange change : raced.subList(1, raced.size())) {
        atOnce.add(
            () -> {
              act(change);
              return null;
            });
      }
      if (number % RACES_A_SWEEP == 0) {
        atOnce.add(
            () -> {
              latchkey.sweep(swept);
              return null;
            });
      }
      for (Future<@Nullable Void> one : threads.invokeAll(atOnce)) {
        one.get();
      }
    }

    private void act(RacedChange change) {
      String by = change.change().by().subject();
      try {
        ends.put(by, apply(change, by) ? new End.Done() : new End.Nothing());
      } catch (RequestException fault) {
        ends.put(by, new End.Refused(fault.reason()));
      }
    }

    /** Whether it was this change that was made. */
    private boolean apply(RacedChange raced, String by) {
      ChangeContext change = raced.change();
      return switch (raced.kind()) {
        case EXTEND ->
            !extend
                .extend(
                    new ExtendKey.Command(keyId, RacedChange.DAYS, null),
                    new ValidationErrors(),
                    change)
                .isReplay();
        case RENAME ->
            edit.edit(keyId, SeededKeys.rename(raced.name()), new ValidationErrors(), change)
                != null;
        case MOVE_END ->
            edit.edit(keyId, SeededKeys.moveEnd(raced.end()), new ValidationErrors(), change)
                != null;
        case ROTATE ->
            shown(by, rotate.rotate(keyId, 0, OnPending.REFUSE, new ValidationErrors(), change));
        case REVOKE -> {
          ApiKey revoked = revoke.revoke(keyId, raced.name(), change).key();
          yield by.equals(Objects.requireNonNull(revoked.revocation()).by().subject());
        }
        case DELETE -> {
          delete.delete(keyId, change);
          yield true;
        }
        case CREATE_AGAIN ->
            shown(
                by,
                create.create(
                    new NewKey(
                        DATA_API,
                        SeededKeys.named("k"),
                        new Validity.Until(raced.end()),
                        idempotencyKey),
                    new ValidationErrors(),
                    change));
      };
    }

    private boolean shown(String by, IssuedKey issued) {
      KeyText text = issued.text();
      if (text == null) {
        return false;
      }
      texts.put(by, text);
      return true;
    }

    void check() {
      List<KeyEvent> history = history(keyId);
      Map<String, RacedChange> open = new HashMap<>();
      raced.forEach(change -> open.put(change.change().by().subject(), change));
      List<Life> lives = new ArrayList<>();
      Life life = Life.NONE;
      for (KeyEvent event : history) {
        RacedChange change = open.remove(event.by().subject());
        Life next =
            event.kind() == EventKind.REMOVED && event.by().subject().equals(TTL)
                ? RacedChange.afterTtl(life, swept)
                : change == null || !new End.Done().equals(ends.get(event.by().subject()))
                    ? null
                    : change.after(life, event);
        assertThat(next).as("after %s\nin %s\nof %s", event, history, this).isNotNull();
        life = Objects.requireNonNull(next);
        lives.add(life);
        removed.add(change == null ? 1 : 0);
      }
      for (RacedChange change : open.values()) {
        End end = ends.get(change.change().by().subject());
        assertThat(lives)
            .as("%s ended as %s, in %s of %s", change, end, history, this)
            .anyMatch(each -> !(end instanceof End.Done) && change.endIn(each).equals(end));
      }
      checkItem(life);
      changes.add(raced.size());
      done.add(raced.size() - open.size());
    }

    private void checkItem(Life life) {
      LookupResult lookup = keys.lookup(keyId);
      assertThat(lookup instanceof LookupResult.Found).as("%s", this).isEqualTo(life.exists());
      if (lookup instanceof LookupResult.Found found) {
        ApiKey key = found.stored().key();
        String reason = key.revocation() == null ? null : key.revocation().reason();
        assertThat(new Life(true, SeededKeys.name(key), key.expiresAt(), reason, life.rotatedBy()))
            .isEqualTo(life);
        KeyText text = Objects.requireNonNull(texts.get(Objects.requireNonNull(life.rotatedBy())));
        assertThat(found.stored().accepts(SeededKeys.hash(text), now)).isTrue();
        present.add(keyId.value());
      }
    }

    @Override
    public String toString() {
      return "race %d of %s: %s".formatted(number, keyId, ends);
    }
  }
}
