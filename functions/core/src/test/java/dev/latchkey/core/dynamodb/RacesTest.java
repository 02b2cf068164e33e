package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.memory.Samples.NOW;
import static dev.latchkey.core.memory.Samples.change;
import static dev.latchkey.core.memory.WriteResults.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.KeyQuery;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.application.WriteResult;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.memory.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Tests concurrent writes to one key. */
class RacesTest {
  private static final int RACES = 1_000;
  private static final Instant LATEST = NOW.plus(Duration.ofDays(3_650));
  private static final Duration DAY = Duration.ofDays(1);
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(16);

  private final TestStores stores = TestStores.createAnywhere();
  private final DynamoDbKeyStore keys = stores.keys();

  @AfterAll
  static void stop() {
    THREADS.shutdownNow();
  }

  @Test
  void fiftyExtendsAtOnceAllCount() throws Exception {
    StoredKey key = Samples.key();
    KeyId keyId = key.key().keyId();
    done(keys.create(key, change()));
    for (var extend : atOnce(50, i -> () -> keys.extend(keyId, DAY, LATEST, null, change()))) {
      done(extend);
    }
    assertThat(keys.find(keyId).orElseThrow().expiresAt())
        .isEqualTo(key.key().expiresAt().plus(Duration.ofDays(50)));
  }

  @Test
  void aRevocationIsNeverLostToAnExtend() throws Exception {
    int extended = 0;
    for (Race race : races(Samples::key, keyId -> keys.revoke(keyId, "leaked", change()))) {
      done(race.end());
      ApiKey key = keys.find(race.key().key().keyId()).orElseThrow();
      assertThat(key.revocation()).isNotNull();
      boolean counted = race.extend() instanceof WriteResult.Done;
      assertThat(key.expiresAt())
          .isEqualTo(race.key().key().expiresAt().plus(Duration.ofDays(counted ? 1 : 0)));
      extended += counted ? 1 : 0;
    }
    assertThat(extended).as("races won by the extend").isBetween(1, RACES - 1);
  }

  @Test
  void anExtendRaisesNoDeletedKey() throws Exception {
    int extended = 0;
    Instant end = NOW.plusSeconds(1);
    for (Race race :
        races(() -> Samples.key("orders", end, null), keyId -> keys.delete(keyId, change(end)))) {
      LookupResult lookup = keys.lookup(race.key().key().keyId());
      boolean counted = race.extend() instanceof WriteResult.Done;
      assertThat(race.end() instanceof WriteResult.Done).isNotEqualTo(counted);
      assertThat(lookup)
          .isInstanceOf(counted ? LookupResult.Found.class : LookupResult.Deleted.class);
      extended += counted ? 1 : 0;
    }
    assertThat(extended).as("races won by the extend").isBetween(1, RACES - 1);
  }

  @Test
  void ofTwoThatCreateOneKeyOneWins() throws Exception {
    for (int i = 0; i < 50; i++) {
      StoredKey key = Samples.key();
      long won =
          atOnce(2, n -> () -> keys.create(key, change())).stream()
              .filter(WriteResult.Done.class::isInstance)
              .count();
      assertThat(won).isEqualTo(1);
    }
  }

  @Test
  void aWalkOverPagesUnderWritesMeetsEachKeyOnce() throws Exception {
    Set<KeyId> before = new HashSet<>();
    for (int i = 0; i < 120; i++) {
      StoredKey key = Samples.key("orders");
      done(keys.create(key, change(NOW.plusMillis(i))));
      before.add(key.key().keyId());
    }
    Future<?> writer =
        THREADS.submit(
            () -> {
              for (KeyId keyId : before) {
                done(keys.create(Samples.key("orders"), change(NOW.plusSeconds(1))));
                done(keys.extend(keyId, DAY, LATEST, null, change()));
              }
            });
    do {
      List<KeyId> met = walk();
      assertThat(met).doesNotHaveDuplicates().containsAll(before);
    } while (!writer.isDone());
    writer.get();
    assertThat(walk()).hasSize(240);
  }

  private List<KeyId> walk() {
    List<KeyId> met = new ArrayList<>();
    String next = null;
    do {
      Page<ApiKey> page = keys.list(new KeyQuery("orders", null, NOW), new Page.Request(17, next));
      page.items().forEach(key -> met.add(key.keyId()));
      next = page.next();
    } while (next != null);
    return met;
  }

  private record Race(StoredKey key, WriteResult<?, ?> extend, WriteResult<?, ?> end) {}

  private interface End {
    WriteResult<?, ?> of(KeyId keyId);
  }

  private interface Task<T> {
    Callable<T> of(int number);
  }

  private List<Race> races(Callable<StoredKey> created, End end) throws Exception {
    List<StoredKey> started = new ArrayList<>();
    for (int i = 0; i < RACES; i++) {
      started.add(created.call());
    }
    atOnce(RACES, i -> () -> keys.create(started.get(i), change())).forEach(it -> done(it));
    List<WriteResult<?, ?>> outcomes =
        atOnce(
            2 * RACES,
            i ->
                () -> {
                  KeyId keyId = started.get(i / 2).key().keyId();
                  boolean isExtend = i % 2 == i / 2 % 2;
                  return isExtend ? keys.extend(keyId, DAY, LATEST, null, change()) : end.of(keyId);
                });
    return IntStream.range(0, RACES)
        .mapToObj(
            i -> {
              WriteResult<?, ?> first = outcomes.get(2 * i);
              WriteResult<?, ?> second = outcomes.get(2 * i + 1);
              return i % 2 == 0
                  ? new Race(started.get(i), first, second)
                  : new Race(started.get(i), second, first);
            })
        .toList();
  }

  private static <T> List<T> atOnce(int count, Task<T> task)
      throws InterruptedException, ExecutionException {
    List<Callable<T>> tasks = IntStream.range(0, count).mapToObj(task::of).toList();
    List<T> results = new ArrayList<>();
    for (Future<T> result : THREADS.invokeAll(tasks)) {
      results.add(result.get());
    }
    return results;
  }
}
