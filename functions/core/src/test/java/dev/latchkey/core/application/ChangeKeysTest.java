package dev.latchkey.core.application;

import static dev.latchkey.core.application.UseCaseFixture.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.ChangeKeys.Outcome;
import dev.latchkey.core.application.ChangeKeys.Result;
import dev.latchkey.core.application.ChangeKeys.Target;
import dev.latchkey.core.application.RequestException.Reason;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.memory.Samples;
import dev.latchkey.testing.Seed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ChangeKeysTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final UseCaseFixture fixture = new UseCaseFixture();
  private final KeyChange revoke =
      (keyId, change) -> fixture.revoke.revoke(keyId, "gone", change).isChanged();

  @Test
  void eachKeySucceedsOrFailsForItself() {
    ApiKey first = fixture.issued().key();
    ApiKey revoked = fixture.issued().key();
    fixture.revoke.revoke(revoked.keyId(), null, Samples.change());
    ApiKey changed = fixture.issued().key();
    KeyId unknown = Samples.key().key().keyId();
    ApiKey last = fixture.issued().key();
    List<Result> results =
        change(
            LONG,
            revoke,
            new Target(first.keyId(), 1L),
            new Target(revoked.keyId(), null),
            new Target(changed.keyId(), 2L),
            new Target(unknown, null),
            new Target(last.keyId(), null));
    assertThat(results)
        .extracting(Result::keyId)
        .containsExactly(first.keyId(), revoked.keyId(), changed.keyId(), unknown, last.keyId());
    assertThat(results)
        .extracting(Result::outcome)
        .containsExactly(
            Outcome.DONE, Outcome.UNCHANGED, Outcome.REFUSED, Outcome.REFUSED, Outcome.DONE);
    assertThat(results)
        .extracting(result -> result.problem() == null ? null : result.problem().reason())
        .containsExactly(null, null, Reason.KEY_CHANGED, Reason.NOT_FOUND, null);
    assertThat(found(changed.keyId()).revocation()).isNull();
    assertThat(found(last.keyId()).revocation()).isNotNull();
  }

  @Test
  void aRequiredRevisionIsCheckedBeforeTheState() {
    ApiKey key = fixture.issued().key();
    fixture.revoke.revoke(key.keyId(), null, Samples.change());
    KeyChange suspend = (id, change) -> fixture.suspend.suspend(id, null, change).isChanged();
    KeyChange resume = (id, change) -> fixture.resume.resume(id, change).isChanged();
    KeyChange delete =
        (id, change) -> {
          fixture.delete.delete(id, change);
          return true;
        };
    KeyChange extend = (id, change) -> !fixture.extend(id, 1, null, change).isReplay();
    for (KeyChange each : List.of(revoke, suspend, resume, delete, extend)) {
      assertThat(problem(each, new Target(key.keyId(), 1L))).isEqualTo(Reason.KEY_CHANGED);
    }
    for (KeyChange each : List.of(suspend, resume, extend)) {
      assertThat(problem(each, new Target(key.keyId(), 2L))).isEqualTo(Reason.KEY_REVOKED);
    }
  }

  /** The deadline falls anywhere: what is said of each key is true. */
  @RepeatedTest(20)
  void whatWasNotReachedIsSaidAndUntouched() {
    Random random = new Random(Seed.of(ChangeKeysTest.class));
    List<KeyId> ids = Stream.generate(() -> fixture.issued().key().keyId()).limit(30).toList();
    Map<KeyId, AtomicInteger> changes = new ConcurrentHashMap<>();
    KeyChange slow =
        (keyId, change) -> {
          changes.computeIfAbsent(keyId, id -> new AtomicInteger()).incrementAndGet();
          LockSupport.parkNanos(1_000_000);
          return revoke.apply(keyId, change);
        };
    List<Result> results =
        change(
            Duration.ofNanos(random.nextInt(12_000_000)),
            slow,
            ids.stream().map(id -> new Target(id, null)).toArray(Target[]::new));
    assertThat(results).extracting(Result::keyId).containsExactlyElementsOf(ids);
    assertThat(results)
        .allSatisfy(
            result -> {
              boolean isDone = result.outcome() == Outcome.DONE;
              assertThat(isDone || result.outcome() == Outcome.NOT_REACHED).isTrue();
              assertThat(result.problem()).isNull();
              assertThat(found(result.keyId()).revocation() != null).isEqualTo(isDone);
              assertThat(changes.getOrDefault(result.keyId(), new AtomicInteger()).get())
                  .isEqualTo(isDone ? 1 : 0);
            });
  }

  @Test
  void afterTheDeadlineNoKeyIsBegun() {
    List<Result> results = change(Duration.ZERO, revoke, targets(3));
    assertThat(results).extracting(Result::outcome).containsOnly(Outcome.NOT_REACHED);
  }

  @Test
  void onceTheStoreIsUnavailableNoFurtherKeyIsBegun() {
    Target[] targets = targets(50);
    KeyChange failing =
        (keyId, change) -> {
          if (keyId.equals(targets[0].keyId())) {
            return revoke.apply(keyId, change);
          }
          throw RequestException.of(Reason.UNAVAILABLE);
        };
    List<Result> results = change(LONG, failing, targets);
    assertThat(results.get(0).outcome()).isEqualTo(Outcome.DONE);
    assertThat(results.subList(1, 50))
        .extracting(Result::outcome)
        .containsOnly(Outcome.NOT_REACHED);
    assertThat(results).filteredOn(result -> result.problem() != null).hasSizeBetween(1, 5);
  }

  @Test
  void aFailureOfOneKeyIsNotOneOfTheOthers() {
    Target[] targets = targets(3);
    KeyChange failing =
        (keyId, change) -> {
          if (keyId.equals(targets[1].keyId())) {
            throw new IllegalStateException("damaged");
          }
          return revoke.apply(keyId, change);
        };
    List<Result> results = change(LONG, failing, targets);
    assertThat(results)
        .extracting(Result::outcome)
        .containsExactly(Outcome.DONE, Outcome.NOT_REACHED, Outcome.DONE);
    assertThat(problem(failing, targets[0], targets[1])).isNull();
    assertThat(results.get(1).problem())
        .satisfies(problem -> assertThat(problem.reason()).isEqualTo(Reason.INTERNAL));
  }

  @Test
  void ifTheResultOfEveryKeyIsUnknownTheRequestFails() {
    for (Reason reason : List.of(Reason.UNAVAILABLE, Reason.THROTTLED, Reason.INTERNAL)) {
      KeyChange failing =
          (keyId, change) -> {
            throw RequestException.of(reason);
          };
      assertRefusal(reason, () -> change(LONG, failing, targets(20)));
    }
  }

  @Test
  void fiveKeysAreChangedAtOnce() {
    CountDownLatch together = new CountDownLatch(ChangeKeys.THREADS);
    KeyChange waiting =
        (keyId, change) -> {
          together.countDown();
          try {
            together.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return true;
        };
    assertThat(change(LONG, waiting, targets(ChangeKeys.THREADS)))
        .extracting(Result::outcome)
        .containsOnly(Outcome.DONE);
  }

  private Target[] targets(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> new Target(fixture.issued().key().keyId(), null))
        .toArray(Target[]::new);
  }

  private static List<Result> change(Duration time, KeyChange keyChange, Target... targets) {
    return new ChangeKeys(time).change(List.of(targets), keyChange, Samples.change());
  }

  private static @Nullable Reason problem(KeyChange keyChange, Target... targets) {
    RequestException problem = change(LONG, keyChange, targets).get(0).problem();
    return problem == null ? null : problem.reason();
  }

  private ApiKey found(KeyId keyId) {
    return fixture.stores.keys().find(keyId).orElseThrow();
  }
}
