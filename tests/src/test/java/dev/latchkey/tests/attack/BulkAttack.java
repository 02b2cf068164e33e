package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.ChangeKeys;
import dev.latchkey.core.application.ChangeKeys.Outcome;
import dev.latchkey.core.application.ChangeKeys.Result;
import dev.latchkey.core.application.ChangeKeys.Target;
import dev.latchkey.core.application.KeyQuery;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.RevokeKey;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Revokes the keys of a data API by pages, while others change and create keys. */
@Tag("attack")
final class BulkAttack {
  private static final String LISTED = "listed";
  private static final String OTHER = "other";
  private static final int PAGE = 100;
  private static final int OTHERS = 4;

  private final KeysOnTable table =
      KeysOnTable.overHttp(LISTED, List.of(new Route("a1", "*", "*", "*")));
  private final Instant now = AuthorizerWithClock.BEGIN;

  @Test
  void eachListedKeyThatDidNotChangeIsRevokedOnceAndNoOther() throws Exception {
    Attack attack =
        Attack.on(
            BulkAttack.class,
            "Bulk revocation",
            "All keys of a data API are revoked by pages of 100, each at the revision that was"
                + " listed, while others edit them and create more. The deadline cuts requests at"
                + " random. Each key that did not change after it was listed is revoked exactly"
                + " once, and no other key is.");
    int keys = attack.size("keys", 1_000, 10_000);
    attack.inParallel(8, keys, (n, random) -> create(LISTED, random));
    List<KeyId> bystanders = new ArrayList<>();
    SplittableRandom random = Attack.random(-2);
    for (int i = 0; i < PAGE; i++) {
      bystanders.add(create(OTHER, random));
    }
    AtomicBoolean isOver = new AtomicBoolean();
    LongAdder edits = new LongAdder();
    ExecutorService others = Executors.newFixedThreadPool(OTHERS);
    List<Future<?>> work = new ArrayList<>();
    List<KeyId> all = list(LISTED).stream().map(ApiKey::keyId).toList();
    for (int i = 0; i < OTHERS; i++) {
      SplittableRandom own = Attack.random(-10L - i);
      work.add(others.submit(() -> disturb(all, own, isOver, edits)));
    }
    Tally tally = new Tally();
    Progress progress = attack.progress(keys);
    String after = null;
    do {
      Page<ApiKey> page =
          table.keys.list(new KeyQuery(LISTED, null, now), new Page.Request(PAGE, after));
      revoke(page.items(), tally, random);
      page.items().forEach(key -> progress.step());
      after = page.next();
    } while (after != null);
    isOver.set(true);
    for (Future<?> each : work) {
      each.get();
    }
    others.shutdown();

    for (ApiKey key : list(LISTED)) {
      Long listed = tally.done.get(key.keyId());
      assertThat(key.revocation() != null).as("%s is revoked", key).isEqualTo(listed != null);
      if (listed != null) {
        assertThat(tally.changed).doesNotContain(key.keyId());
        assertThat(key.version().revision()).isGreaterThan(listed);
        assertThat(Objects.requireNonNull(key.revocation()).reason())
            .isEqualTo("revision " + listed);
      }
    }
    assertThat(tally.done.keySet()).containsAll(minus(all, tally.changed));
    assertThat(bystanders)
        .allSatisfy(id -> assertThat(table.keys.find(id).orElseThrow().revocation()).isNull());
    assertThat(tally.changed).as("keys that changed after they were listed").isNotEmpty();
    assertThat(tally.cut.sum()).as("keys that a deadline cut off").isPositive();
    attack.leave(
        ("%,d revoked once, %,d refused since they had changed, 0 others. %,d times a deadline came"
                + " before a key, %,d edits came between.")
            .formatted(tally.done.size(), tally.changed.size(), tally.cut.sum(), edits.sum()));
  }

  /** What the responses said. */
  private static final class Tally {
    /** The revision at which each key was revoked. */
    private final Map<KeyId, Long> done = new HashMap<>();

    private final Set<KeyId> changed = new HashSet<>();
    private final LongAdder cut = new LongAdder();
  }

  /** Revokes a page of keys, repeated until each was reached. */
  private void revoke(List<ApiKey> page, Tally tally, SplittableRandom random) {
    Map<KeyId, Long> listed = new HashMap<>();
    page.forEach(key -> listed.put(key.keyId(), key.version().revision()));
    List<Target> left =
        page.stream().map(key -> new Target(key.keyId(), key.version().revision())).toList();
    RevokeKey revoke = new RevokeKey(table.keys);
    while (!left.isEmpty()) {
      Duration time = Duration.ofMillis(1 + random.nextInt(200));
      List<Result> results =
          new ChangeKeys(time)
              .change(
                  left,
                  (id, change) ->
                      revoke.revoke(id, "revision " + listed.get(id), change).isChanged(),
                  SeededKeys.change(now));
      List<Target> next = new ArrayList<>();
      for (int i = 0; i < left.size(); i++) {
        Target target = left.get(i);
        Result result = results.get(i);
        assertThat(result.keyId()).isEqualTo(target.keyId());
        if (result.outcome() == Outcome.DONE) {
          assertThat(tally.done.put(target.keyId(), target.revision())).isNull();
        } else if (result.outcome() == Outcome.NOT_REACHED) {
          assertThat(result.problem()).isNull();
          tally.cut.increment();
          next.add(target);
        } else {
          assertThat(Objects.requireNonNull(result.problem()).reason())
              .isEqualTo(RequestException.Reason.KEY_CHANGED);
          tally.changed.add(target.keyId());
        }
      }
      left = next;
    }
  }

  /** Edits random keys and creates others until it is over. */
  private @Nullable Void disturb(
      List<KeyId> ids, SplittableRandom random, AtomicBoolean isOver, LongAdder edits) {
    while (!isOver.get()) {
      KeyId id = ids.get(random.nextInt(ids.size()));
      table.keys.edit(id, SeededKeys.rename("n" + random.nextInt()), SeededKeys.change(now));
      edits.increment();
      if (random.nextInt(20) == 0) {
        create(random.nextBoolean() ? LISTED : OTHER, random);
      }
    }
    return null;
  }

  private KeyId create(String dataApiId, SplittableRandom random) {
    return SeededKeys.create(table.keys, dataApiId, now, now.plus(SeededKeys.LIFE), random).keyId();
  }

  private List<ApiKey> list(String dataApiId) {
    List<ApiKey> all = new ArrayList<>();
    String after = null;
    do {
      Page<ApiKey> page =
          table.keys.list(new KeyQuery(dataApiId, null, now), new Page.Request(1_000, after));
      all.addAll(page.items());
      after = page.next();
    } while (after != null);
    return all;
  }

  private static List<KeyId> minus(List<KeyId> all, Set<KeyId> others) {
    return all.stream().filter(id -> !others.contains(id)).toList();
  }
}
