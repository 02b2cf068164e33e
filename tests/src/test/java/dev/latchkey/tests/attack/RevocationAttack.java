package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.RevokeKey;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.Rotation;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.memory.InMemoryStores;
import dev.latchkey.tests.local.AuthorizerCache;
import dev.latchkey.tests.system.Client;
import dev.latchkey.tests.system.Latchkey;
import dev.latchkey.tests.system.RecordedResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Uses keys and secrets after their end was answered. */
@Tag("attack")
final class RevocationAttack {
  private static final int THREADS = 6;
  private static final Route ORDERS = new Route(Latchkey.ORDERS, "*", "*", "*");
  private static final List<Route> ROUTES = List.of(new Route("a1", "*", "*", "*"));

  @Test
  void aRevokedKeyIsRefusedOnTheNextRequest() {
    Attack attack =
        Attack.on(
            RevocationAttack.class,
            "Next request",
            "No request that begins after a revocation completed is allowed with the"
                + " revoked key. The same holds for the old secret after a rotation without"
                + " a grace period. Other requests are in progress meanwhile. Real handlers,"
                + " keys on the table.");
    int pairs = attack.size("revocations", 500, 20_000);
    KeysOnTable table = new KeysOnTable("revoked", ROUTES);
    RevokeKey revoke = new RevokeKey(table.keys);
    ThreadLocal<AuthorizerWithClock> apps = ThreadLocal.withInitial(table::clocked);
    ExecutorService others = Executors.newFixedThreadPool(THREADS);
    LongAdder underWay = new LongAdder();
    LongAdder uses = new LongAdder();
    LongAdder accepted = new LongAdder();
    attack.inParallel(
        THREADS,
        pairs,
        (n, random) -> {
          Instant now = AuthorizerWithClock.BEGIN;
          KeyText old =
              SeededKeys.create(table.keys, "revoked", now, now.plus(SeededKeys.LIFE), random);
          KeyText next = new KeyText("lk", old.keyId(), SeededKeys.draw(random).secret());
          assertThat(apps.get().passes(old, n)).isTrue();
          Future<Boolean> before = others.submit(() -> apps.get().passes(old, n));
          SeededKeys.done(
              table.keys.rotate(
                  old.keyId(),
                  new Rotation("lk", SeededKeys.hash(next), null),
                  SeededKeys.change(now)));
          Future<Boolean> between = others.submit(() -> apps.get().passes(next, n));
          boolean oldPasses = apps.get().passes(old, n);
          assertThat(oldPasses).as("the old secret").isFalse();
          revoke.revoke(old.keyId(), "leaked", SeededKeys.change(now));
          Future<Boolean> after = others.submit(() -> apps.get().passes(next, n));
          boolean revokedPasses = apps.get().passes(next, n);
          assertThat(revokedPasses).as("the revoked key").isFalse();
          assertThat(after.get()).as("the revoked key, on another thread").isFalse();
          for (boolean passes : new boolean[] {oldPasses, revokedPasses, after.get()}) {
            uses.increment();
            accepted.add(passes ? 1 : 0);
          }
          underWay.add((before.get() ? 1 : 0) + (between.get() ? 1 : 0));
        });
    others.shutdown();
    attack.leave(
        ("%,d of %,d later requests allowed. Of %,d requests in progress meanwhile,"
                + " %,d were allowed.")
            .formatted(accepted.sum(), uses.sum(), 2L * pairs, underWay.sum()));
  }

  @Test
  void theSameOverHttp() {
    Attack attack =
        Attack.on(
            RevocationAttack.class,
            "Revocation over HTTP",
            "The same through the gateway and the packaged functions, for requests"
                + " that begin after the response to the revocation.");
    int pairs = attack.size("http-revocations", 50, 2_000);
    Latchkey latchkey = Latchkey.inMemory();
    Client engineer = latchkey.as("engineer");
    HttpCalls.register(engineer, "revoked-ones", ORDERS);
    LongAdder underWay = new LongAdder();
    LongAdder uses = new LongAdder();
    LongAdder accepted = new LongAdder();
    attack.inParallel(
        THREADS,
        pairs,
        (n, random) -> {
          RecordedResponse made = HttpCalls.create(engineer, "revoked-ones");
          String path = "/v1/keys/" + made.text("key_id");
          Client old = HttpCalls.app(latchkey, made.text("api_key"), n);
          HttpCalls.use(old).expect(200);
          RecordedResponse rotated =
              engineer.post(path + "/rotate", "{'grace_hours': 0}").expect(200);
          Client next = HttpCalls.app(latchkey, rotated.text("api_key"), n);
          RecordedResponse ofOld = HttpCalls.use(old).expect(401, "unauthorized");
          CompletableFuture<RecordedResponse> meanwhile =
              CompletableFuture.supplyAsync(() -> HttpCalls.use(next));
          engineer.post(path + "/revoke").expect(200);
          RecordedResponse ofRevoked = HttpCalls.use(next).expect(401, "unauthorized");
          for (RecordedResponse reply : List.of(ofOld, ofRevoked)) {
            uses.increment();
            accepted.add(reply.status() == 200 ? 1 : 0);
          }
          assertThat(meanwhile.join().status()).isIn(200, 401);
          underWay.add(meanwhile.join().status() == 200 ? 1 : 0);
        });
    attack.leave(
        "%,d of %,d uses afterwards accepted; of %,d uses under way meanwhile %,d were"
            .formatted(accepted.sum(), uses.sum(), pairs, underWay.sum()));
  }

  @Test
  void aReusedAnswerEndsWithItsSeconds() {
    Attack attack =
        Attack.on(
            RevocationAttack.class,
            "Result cache",
            "With results cached for t seconds, no revoked key is allowed t seconds"
                + " after its revocation or later. The gateway's cache runs on a test clock,"
                + " keys in memory.");
    int cases = attack.size("cached-revocations", 5_000, 20_000);
    AtomicLong latest = new AtomicLong();
    LongAdder usesAfter = new LongAdder();
    LongAdder acceptedAfter = new LongAdder();
    InMemoryStores stores = new InMemoryStores();
    SeededKeys.register(
        stores.dataApis(), "reused", ROUTES, AuthorizerWithClock.BEGIN, Attack.random(-1));
    ThreadLocal<AuthorizerWithClock> apps =
        ThreadLocal.withInitial(() -> new AuthorizerWithClock(stores.keys(), stores.dataApis()));
    attack.inParallel(
        4,
        cases,
        (n, random) -> {
          AuthorizerWithClock clocked = apps.get();
          Instant begin = AuthorizerWithClock.BEGIN;
          int life = RouteOracle.one(List.of(1, 5, 60, 300, 3_600), random);
          KeyText key =
              SeededKeys.create(
                  stores.keys(), "reused", begin, begin.plus(SeededKeys.LIFE), random);
          AuthorizerCache cache = new AuthorizerCache(Duration.ofSeconds(life), clocked::nanoTime);
          byte[] event = AuthorizerEventFormat.of(n).event(AuthorizerWithClock.ARN, key.reveal());
          List<Instant> uses = new ArrayList<>();
          Instant revoked = begin.plusSeconds(10 + random.nextLong(life));
          for (int i = 0; i < 4; i++) {
            uses.add(revoked.minusNanos(random.nextLong(life * 1_000_000_000L)));
            uses.add(revoked.plusNanos(random.nextLong(life * 1_500_000_000L)));
          }
          uses.addAll(edges(revoked.plusSeconds(life)));
          uses.removeIf(use -> use.isBefore(begin));
          uses.sort(null);
          boolean isRevoked = false;
          for (Instant use : uses) {
            if (!isRevoked && !use.isBefore(revoked)) {
              SeededKeys.done(stores.keys().revoke(key.keyId(), null, SeededKeys.change(revoked)));
              isRevoked = true;
            }
            clocked.now = use;
            boolean passes =
                cache.passes(
                    key.reveal(), AuthorizerWithClock.ARN, () -> clocked.authorizer.answer(event));
            long late = Duration.between(revoked, use).toNanos();
            boolean isAfter = late >= life * 1_000_000_000L;
            usesAfter.add(isAfter ? 1 : 0);
            acceptedAfter.add(isAfter && passes ? 1 : 0);
            assertThat(passes && isAfter)
                .as("accepted %d ns after, kept for %d s", late, life)
                .isFalse();
            assertThat(!passes && late < 0).as("refused before").isFalse();
            latest.accumulateAndGet(passes ? late / (life * 1_000_000L) : 0, Math::max);
          }
        });
    attack.leave(
        "%,d of %,d requests at t or later allowed; the latest at %.1f %% of t."
            .formatted(acceptedAfter.sum(), usesAfter.sum(), latest.get() / 10.0));
  }

  @Test
  void anOldSecretEndsWithItsGrace() {
    Attack attack =
        Attack.on(
            RevocationAttack.class,
            "Rotation with a grace period",
            "After a rotation with grace period g, the old secret works until g has"
                + " passed or the key expires, and never after that. Keys in memory, on a"
                + " test clock.");
    int cases = attack.size("graces", 5_000, 100_000);
    InMemoryStores stores = new InMemoryStores();
    SeededKeys.register(
        stores.dataApis(), "graceful", ROUTES, AuthorizerWithClock.BEGIN, Attack.random(-1));
    ThreadLocal<AuthorizerWithClock> apps =
        ThreadLocal.withInitial(() -> new AuthorizerWithClock(stores.keys(), stores.dataApis()));
    LongAdder uses = new LongAdder();
    attack.inParallel(
        4,
        cases,
        (n, random) -> {
          AuthorizerWithClock clocked = apps.get();
          Instant begin = AuthorizerWithClock.BEGIN.truncatedTo(ChronoUnit.SECONDS);
          Instant end = begin.plusSeconds(1 + random.nextLong(200 * 3_600));
          KeyText old = SeededKeys.create(stores.keys(), "graceful", begin, end, random);
          Instant at = begin.plusNanos(random.nextLong(Duration.between(begin, end).toNanos()));
          int hours = RouteOracle.one(List.of(0, 1, 24, 168), random);
          Instant until =
              hours == 0 ? null : at.truncatedTo(ChronoUnit.SECONDS).plusSeconds(hours * 3_600L);
          KeyText next = new KeyText("lk", old.keyId(), SeededKeys.draw(random).secret());
          SeededKeys.done(
              stores
                  .keys()
                  .rotate(
                      old.keyId(),
                      new Rotation("lk", SeededKeys.hash(next), until),
                      SeededKeys.change(at)));
          Instant last = until == null ? at : until.isBefore(end) ? until : end;
          List<Instant> moments = new ArrayList<>(edges(last));
          moments.addAll(edges(end));
          moments.add(at);
          moments.add(at.plusNanos(random.nextLong(hours * 3_600_000_000_000L + 1)));
          moments.removeIf(moment -> moment.isBefore(at));
          for (Instant moment : moments) {
            clocked.now = moment;
            assertThat(clocked.passes(old, n))
                .as("old secret at %s, rotated at %s for %d h, ends %s", moment, at, hours, end)
                .isEqualTo(until != null && moment.isBefore(last));
            assertThat(clocked.passes(next, n)).isEqualTo(moment.isBefore(end));
            uses.add(2);
          }
        });
    attack.leave(
        ("%,d requests around the two times; each was decided as the grace period" + " requires.")
            .formatted(uses.sum()));
  }

  private static List<Instant> edges(Instant end) {
    return List.of(
        end.minusSeconds(1), end.minusNanos(1), end, end.plusNanos(1), end.plusSeconds(1));
  }
}
