package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.tests.attack.KeyOperation.Act;
import dev.latchkey.tests.attack.KeyOperation.Answer;
import dev.latchkey.tests.attack.KeyOperation.State;
import dev.latchkey.tests.attack.KeyOperation.View;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key of a {@link Sequence}, and what is known of it. Its id follows from the {@code
 * Idempotency-Key} that makes it, so that it can be asked for before it is there.
 */
final class SequenceKey {
  private static final Duration LONGEST = Duration.ofDays(365).plusHours(12);

  final SequenceDataApi dataApi;
  final String idempotencyKey;
  final String path;
  final List<String> apiKeys = new ArrayList<>();
  final List<String> history = new ArrayList<>();
  private State state = State.ABSENT;
  private Instant made = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  /**
   * @param call the call that makes it
   * @param idempotencyKey that call's {@code Idempotency-Key}
   */
  SequenceKey(SequenceDataApi dataApi, String call, String idempotencyKey) {
    this.dataApi = dataApi;
    this.idempotencyKey = idempotencyKey;
    this.path =
        "/v1/keys/"
            + IdempotencyKey.of("engineer", call, idempotencyKey, new byte[0]).keyId().value();
  }

  @Nullable View view() {
    return state.view();
  }

  /** Whether it was deleted. */
  boolean isSpent() {
    return state.equals(State.SPENT);
  }

  boolean isThere() {
    return view() != null;
  }

  boolean isActive() {
    View view = view();
    return view != null && !view.isOver();
  }

  String id() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The status that lists show. */
  String status() {
    View view = Objects.requireNonNull(view());
    return view.revokedAt() != null ? "revoked" : view.isOver() ? "expired" : "active";
  }

  /** An end that no other call sets. */
  Instant end(int days, int call) {
    return made.plus(Duration.ofDays(days)).plusSeconds(call);
  }

  /** The latest end that is allowed. */
  Instant latest() {
    return made.plus(LONGEST);
  }

  /** Fails unless the answer is this key's; then it is what the answer makes of it. */
  void take(Act act, Answer answer) {
    State after = new KeyOperation(act, answer, 0, 0).after(state);
    assertThat(after).as("%s of %s: %s", act, state, answer).isNotNull();
    if (answer.apiKey() != null) {
      apiKeys.add(answer.apiKey());
    }
    String kind = kind(act, answer);
    if (kind != null) {
      history.add(kind);
    }
    state = Objects.requireNonNull(after);
  }

  /** Its expiration was changed out of band. */
  void expired(Instant end) {
    View view = Objects.requireNonNull(view());
    state = state.with(new View(view.name(), end, true, null, null));
    history.add("altered");
  }

  /** The event that a call leaves, if it changed anything. */
  private @Nullable String kind(Act act, Answer answer) {
    if (answer.status() >= 300 || answer.isReplay()) {
      return null;
    }
    if (act instanceof Act.Create) {
      return "created";
    }
    if (act instanceof Act.Rename || act instanceof Act.MoveEnd) {
      return "edited";
    }
    if (act instanceof Act.Revoke) {
      return Objects.requireNonNull(view()).revokedAt() == null ? "revoked" : null;
    }
    return act instanceof Act.Extend
        ? "extended"
        : act instanceof Act.Rotate ? "rotated" : act instanceof Act.Delete ? "deleted" : null;
  }
}
