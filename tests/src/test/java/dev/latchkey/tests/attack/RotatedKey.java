package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.RotateKey;
import dev.latchkey.core.application.ValidationErrors;
import dev.latchkey.core.application.Verification;
import dev.latchkey.core.application.VerifyKey;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.IssuedKey;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.OnPending;
import dev.latchkey.core.dynamodb.DynamoDbKeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A key that one operator rotates again and again over a line that loses requests and responses,
 * and what they were told: the last secret shown, and the one before with its promised end.
 */
final class RotatedKey {
  private static final int ROTATIONS = 6;
  private static final int MOST_HOURS = RotateKey.MAX_GRACE_HOURS;

  private final DynamoDbKeyStore truth;
  private final RotateKey rotate;
  private final VerifyKey verify;
  private final SplittableRandom random;

  private Instant now;
  private KeyText shown;
  private @Nullable KeyText previous;
  private Instant promised = Instant.MIN;
  private @Nullable Instant toldUntil;
  private int rotations;
  private int lost;
  private int pending;

  RotatedKey(
      DynamoDbKeyStore truth,
      RotateKey rotate,
      VerifyKey verify,
      SplittableRandom random,
      Instant begin) {
    this.truth = truth;
    this.rotate = rotate;
    this.verify = verify;
    this.random = random;
    this.now = begin;
    Instant end = begin.plus(Duration.ofHours(1 + random.nextInt(40 * 24)));
    this.shown = SeededKeys.create(truth, "rotated", begin, end, random);
  }

  int rotations() {
    return rotations;
  }

  int lost() {
    return lost;
  }

  int pending() {
    return pending;
  }

  void live() {
    for (int i = 0; i < ROTATIONS; i++) {
      pass(100);
      extendIfDue();
      check();
      int hours = Math.max(0, random.nextInt(-20, MOST_HOURS + 1));
      rotate(hours, random.nextBoolean() ? OnPending.REFUSE : OnPending.END_PREVIOUS);
      check();
    }
    SeededKeys.done(truth.revoke(shown.keyId(), null, SeededKeys.change(now)));
    assertThat(works(shown, now)).isFalse();
    assertThat(previous != null && works(previous, now)).isFalse();
  }

  /** One rotation, repeated until its response arrives. */
  private void rotate(int hours, OnPending wanted) {
    ApiKey before = key();
    Instant least = earlier(now.plus(Duration.ofHours(hours)), before.expiresAt());
    Instant seenPromise = null;
    OnPending onPending = wanted;
    while (true) {
      Optional<IssuedKey> response;
      try {
        response = send(hours, onPending);
      } catch (RequestException fault) {
        assertPending(fault, wanted);
        return;
      }
      if (response.isPresent()) {
        receive(hours, response.get(), seenPromise, least);
        return;
      }
      lost++;
      pass(20);
      extendIfDue();
      ApiKey present = key();
      if (Objects.equals(present.rotatedAt(), before.rotatedAt())) {
        assertThat(works(shown, now)).as("what was shown last").isTrue();
        continue;
      }
      onPending = OnPending.DISCARD_NEW;
      if (seenPromise == null && hours > 0) {
        seenPromise = Objects.requireNonNull(present.previousSecretUntil());
        assertThat(seenPromise).isAfterOrEqualTo(least);
      }
      assertThat(works(shown, now))
          .as("the app's secret, promised until %s, at %s", seenPromise, now)
          .isEqualTo(seenPromise != null && now.isBefore(seenPromise));
    }
  }

  private void assertPending(RequestException fault, OnPending wanted) {
    pending++;
    assertThat(fault.reason()).isEqualTo(RequestException.Reason.ROTATION_PENDING);
    assertThat(wanted).isEqualTo(OnPending.REFUSE);
    assertThat(fault.previousSecretUntil()).isEqualTo(toldUntil).isAfter(now);
  }

  /** What arrives: a new secret, or nothing at all. */
  private Optional<IssuedKey> send(int hours, OnPending onPending) {
    if (random.nextInt(4) == 0) {
      return Optional.empty();
    }
    boolean isLost = random.nextInt(2) == 0;
    try {
      IssuedKey issued =
          rotate.rotate(
              shown.keyId(), hours, onPending, new ValidationErrors(), SeededKeys.change(now));
      return isLost ? Optional.empty() : Optional.of(issued);
    } catch (RequestException fault) {
      if (isLost || fault.reason() == RequestException.Reason.UNAVAILABLE) {
        return Optional.empty();
      }
      throw fault;
    }
  }

  private void receive(int hours, IssuedKey issued, @Nullable Instant seenPromise, Instant least) {
    rotations++;
    KeyText ended = previous;
    previous = shown;
    shown = Objects.requireNonNull(issued.text());
    Instant until = issued.key().previousSecretUntil();
    toldUntil = until;
    if (hours == 0) {
      assertThat(until).isNull();
      promised = Instant.MIN;
    } else if (seenPromise == null) {
      promised = Objects.requireNonNull(until);
      assertThat(promised).isAfterOrEqualTo(least);
    } else {
      promised = seenPromise;
      if (now.isBefore(promised)) {
        assertThat(until).as("a promise that is kept").isEqualTo(promised);
      }
    }
    assertThat(ended != null && works(ended, now)).as("two secrets at most").isFalse();
  }

  /** Whether both secrets work as they should, now and around their ends. */
  private void check() {
    Instant end = key().expiresAt();
    assertThat(works(shown, now)).isTrue();
    assertThat(works(shown, end.minusSeconds(1))).isTrue();
    KeyText old = previous;
    if (old == null) {
      return;
    }
    assertThat(works(old, now)).isEqualTo(now.isBefore(promised));
    if (now.isBefore(promised)) {
      assertThat(works(old, promised.minusSeconds(1))).isTrue();
      assertThat(works(old, promised)).isFalse();
    }
  }

  /** Moves the key's end at times, and always before it comes. */
  private void extendIfDue() {
    boolean isDue = key().expiresAt().isBefore(now.plus(Duration.ofHours(2)));
    if (isDue || random.nextInt(3) == 0) {
      Duration more = Duration.ofDays(isDue ? 30 : 1);
      Instant latest = now.plus(Duration.ofDays(365));
      SeededKeys.done(truth.extend(shown.keyId(), more, latest, null, SeededKeys.change(now)));
    }
  }

  /** Lets time pass, but not to the key's end. */
  private void pass(int mostHours) {
    Instant later = now.plusSeconds(1 + random.nextInt(mostHours * 3_600));
    now = earlier(later, key().expiresAt().minusSeconds(1));
  }

  private boolean works(KeyText text, Instant at) {
    return verify.verify(text.reveal(), at, Deadline.in(Duration.ofSeconds(1)))
        instanceof Verification.Accepted;
  }

  private ApiKey key() {
    return truth.find(shown.keyId()).orElseThrow();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
