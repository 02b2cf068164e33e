package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.attack.KeyOperation.Act;
import dev.latchkey.tests.attack.KeyOperation.Answer;
import dev.latchkey.tests.attack.KeyOperation.State;
import dev.latchkey.tests.attack.KeyOperation.View;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The search finds an order where there is one, and none where something was lost. */
final class LinearizabilityTest {
  private static final Instant END = Instant.parse("2026-02-01T00:00:00Z");
  private static final Instant LATEST = END.plus(Duration.ofDays(300));
  private static final View KEY = new View("k", END, false, null, null);
  private static final View REVOKED = new View("k", END, false, "2026-01-02T03:04:05Z", "lost");
  private static final State MADE = new State(KEY, "old", null, List.of());

  @Test
  void overlappingCallsMayHaveHappenedInEitherOrder() {
    assertThat(holds(use("old", 200, 0, 9), revoke(1, 5), use("old", 401, 0, 9))).isTrue();
    assertThat(holds(revoke(0, 9), get(KEY, 1, 3), get(REVOKED, 4, 5))).isTrue();
    assertThat(holds(extend(1, 0, 9), extend(2, 1, 8), get(later(2), 10, 11))).isTrue();
  }

  @Test
  void aUseAfterTheAnswerToTheRevocationIsNone() {
    assertThat(holds(revoke(0, 5), use("old", 200, 6, 9))).isFalse();
    assertThat(holds(rotate("new", 0, 0, 5), use("old", 200, 6, 9))).isFalse();
    assertThat(holds(rotate("new", 1, 0, 5), use("old", 200, 6, 9))).isTrue();
  }

  @Test
  void aLostUpdateIsFound() {
    assertThat(holds(extend(1, 0, 9), extend(1, 1, 8))).isFalse();
    assertThat(holds(extend(1, 0, 9), extend(2, 1, 8), get(later(1), 10, 11))).isFalse();
    assertThat(holds(revoke(0, 5), get(KEY, 6, 7))).isFalse();
  }

  @Test
  void aResurrectionIsFound() {
    KeyOperation delete = call(new Act.Delete(), status(204), 6, 7);
    KeyOperation gone = call(new Act.Get(), problem(404, "not-found"), 8, 9);
    assertThat(holds(revoke(0, 5), delete, gone)).isTrue();
    assertThat(holds(revoke(0, 5), delete, get(REVOKED, 8, 9))).isFalse();
    assertThat(holds(delete)).isFalse();
  }

  @Test
  void aReadThatGoesBackIsFound() {
    assertThat(holds(extend(1, 0, 9), get(later(1), 1, 2), get(KEY, 3, 4))).isFalse();
    assertThat(holds(extend(1, 0, 9), get(KEY, 1, 2), get(later(1), 3, 4))).isTrue();
  }

  @Test
  void aRepeatCountsOnce() {
    KeyOperation first = extend("intent", false, 0, 5);
    assertThat(holds(first, extend("intent", true, 0, 5))).isTrue();
    assertThat(holds(first, extend("intent", false, 0, 5))).isFalse();
  }

  @Test
  void anEditThatIsThrottledChangesNothing() {
    View renamed = new View("other", END, false, null, null);
    KeyOperation edit = call(new Act.Rename("other"), problem(429, "throttled"), 0, 5);
    assertThat(holds(edit, get(KEY, 6, 7))).isTrue();
    assertThat(holds(edit, get(renamed, 6, 7))).isFalse();
    assertThat(holds(call(new Act.Delete(), problem(429, "throttled"), 0, 5))).isFalse();
  }

  private static boolean holds(KeyOperation... calls) {
    return Linearizability.holds(MADE, List.of(calls));
  }

  private static View later(int days) {
    return new View("k", END.plus(Duration.ofDays(days)), false, null, null);
  }

  /** An extend by a day, after so many in all. */
  private static KeyOperation extend(int inAll, long began, long ended) {
    return call(new Act.Extend(1, null, LATEST), shown(later(inAll), false), began, ended);
  }

  private static KeyOperation extend(
      String idempotencyKey, boolean isReplay, long began, long ended) {
    return call(new Act.Extend(1, idempotencyKey, LATEST), shown(later(1), isReplay), began, ended);
  }

  private static KeyOperation revoke(long began, long ended) {
    return call(new Act.Revoke("lost"), shown(REVOKED, false), began, ended);
  }

  private static KeyOperation rotate(String apiKey, int hours, long began, long ended) {
    return call(new Act.Rotate(hours), new Answer(200, null, false, apiKey, KEY), began, ended);
  }

  private static KeyOperation use(String apiKey, int status, long began, long ended) {
    return call(new Act.Use(apiKey), status(status), began, ended);
  }

  private static KeyOperation get(View view, long began, long ended) {
    return call(new Act.Get(), shown(view, false), began, ended);
  }

  private static KeyOperation call(Act act, Answer answer, long began, long ended) {
    return new KeyOperation(act, answer, began, ended);
  }

  private static Answer shown(View view, boolean isReplay) {
    return new Answer(200, null, isReplay, null, view);
  }

  private static Answer status(int status) {
    return problem(status, null);
  }

  private static Answer problem(int status, @Nullable String slug) {
    return new Answer(status, slug, false, null, null);
  }
}
