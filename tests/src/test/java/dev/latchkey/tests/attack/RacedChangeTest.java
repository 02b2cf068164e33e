package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.RequestException.Reason;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyEvent.FieldChange;
import dev.latchkey.tests.attack.RacedChange.End;
import dev.latchkey.tests.attack.RacedChange.Kind;
import dev.latchkey.tests.attack.RacedChange.Life;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A history in which something was lost, raised or told wrongly does not pass for a good one. */
final class RacedChangeTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant END = NOW.plus(Duration.ofDays(30));
  private static final Instant LATER = END.plus(Duration.ofDays(1));
  private static final Life ACTIVE = new Life(true, "k", END, null, null);
  private static final Life REVOKED = new Life(true, "k", END, "lost", null);
  private static final Life GONE = new Life(false, "k", END, "lost", null);

  private final RacedChange extend = raced(Kind.EXTEND, NOW);
  private final KeyEvent extended =
      event(EventKind.EXTENDED, Map.of("expires_at", from(END.toString(), LATER.toString())));

  @Test
  void anEventTellsOfItsChange() {
    assertThat(extend.after(ACTIVE, extended)).isEqualTo(new Life(true, "k", LATER, null, null));
  }

  @Test
  void aLostUpdateIsFound() {
    Life extendedBefore = new Life(true, "k", LATER, null, null);
    assertThat(extend.after(extendedBefore, extended)).isNull();
    assertThat(extend.after(ACTIVE, event(EventKind.EXTENDED, Map.of()))).isNull();
    assertThat(extend.after(ACTIVE, event(EventKind.EDITED, extended.changes()))).isNull();
  }

  @Test
  void aRaisedKeyIsFound() {
    assertThat(extend.after(GONE, extended)).isNull();
    assertThat(extend.after(REVOKED, extended)).isNull();
    assertThat(raced(Kind.EXTEND, END).after(ACTIVE, extended)).isNull();
    assertThat(RacedChange.afterTtl(REVOKED, LATER)).isNull();
    assertThat(RacedChange.afterTtl(ACTIVE, END.minusSeconds(1))).isNull();
  }

  @Test
  void aWrongRefusalIsFound() {
    assertThat(extend.endIn(ACTIVE)).isEqualTo(new End.Done());
    assertThat(extend.endIn(REVOKED)).isEqualTo(new End.Refused(Reason.KEY_REVOKED));
    assertThat(extend.endIn(GONE)).isEqualTo(new End.Refused(Reason.NOT_FOUND));
    assertThat(raced(Kind.ROTATE, END).endIn(ACTIVE))
        .isEqualTo(new End.Refused(Reason.KEY_EXPIRED));
    assertThat(raced(Kind.DELETE, NOW).endIn(ACTIVE)).isEqualTo(new End.Refused(Reason.KEY_ACTIVE));
    assertThat(raced(Kind.DELETE, END).endIn(ACTIVE)).isEqualTo(new End.Done());
    Life deleted = new Life(false, "k", END, "lost", null, true);
    assertThat(raced(Kind.CREATE_AGAIN, NOW).endIn(deleted))
        .isEqualTo(new End.Refused(Reason.IDEMPOTENCY_KEY_SPENT));
    assertThat(raced(Kind.CREATE_AGAIN, NOW).endIn(GONE)).isEqualTo(new End.Done());
  }

  private static RacedChange raced(Kind kind, Instant at) {
    return new RacedChange(
        kind, "name", END, new ChangeContext(UUID.randomUUID(), SeededKeys.MALLORY, at));
  }

  private static KeyEvent event(EventKind kind, Map<String, FieldChange> changes) {
    return new KeyEvent(
        "event", kind, EventTarget.ofDataApi("unused"), "sales", NOW, SeededKeys.MALLORY, changes);
  }

  private static FieldChange from(String from, String to) {
    return new FieldChange(from, to);
  }
}
