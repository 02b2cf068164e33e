package dev.latchkey.core.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyEvent.FieldChange;
import dev.latchkey.core.domain.KeyLabel;
import dev.latchkey.testing.Seed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PastFieldsTest {
  private static final List<String> FIELDS = List.of("a", "b", "c", "d");
  private static final EventTarget KEY = new EventTarget(EventTarget.Type.KEY, "k");

  @Test
  void anyChangesAreUndone() {
    long seed = Seed.of(PastFieldsTest.class);
    Random random = new Random(seed);
    for (int run = 0; run < 2_000; run++) {
      List<@Nullable Map<String, Object>> states = new ArrayList<>();
      List<KeyEvent> events = new ArrayList<>();
      states.add(null);
      for (int i = random.nextInt(12); i >= 0; i--) {
        Map<String, Object> before = states.get(states.size() - 1);
        Map<String, Object> after = before != null && random.nextInt(6) == 0 ? null : next(random);
        EventKind kind =
            before == null
                ? EventKind.CREATED
                : after == null ? EventKind.DELETED : EventKind.EDITED;
        events.add(event(kind, changes(before, after), false, false));
        states.add(after);
        if (after == null) {
          break;
        }
      }
      PastFields past = new PastFields(states.get(states.size() - 1));
      for (int i = events.size() - 1; i >= 0; i--) {
        past.undo(events.get(i));
        Map<String, Object> expected = states.get(i);
        assertThat(past.exists()).as("seed %d", seed).isEqualTo(expected != null);
        for (String field : FIELDS) {
          assertThat(past.tells(field)).as("seed %d", seed).isTrue();
          assertThat(past.text(field))
              .as("seed %d", seed)
              .isEqualTo(expected == null ? null : expected.get(field));
        }
      }
      assertThat(past.isBeforeCreation()).isTrue();
    }
  }

  @Test
  void beforeAnUnreadableChangeOnlyWhatLaterOnesSayIsTold() {
    PastFields past = new PastFields(Map.of("a", "1", "b", "2"));
    past.undo(event(EventKind.ALTERED, Map.of(), true, false));
    assertThat(past.tells("a")).isFalse();
    assertThat(past.exists()).isNull();
    past.undo(event(EventKind.EDITED, Map.of("a", new FieldChange("0", "1")), false, false));
    assertThat(past.text("a")).isEqualTo("0");
    assertThat(past.tells("b")).isFalse();
    assertThat(past.exists()).isTrue();
  }

  @Test
  void aCutValueIsNotTold() {
    PastFields past = new PastFields(Map.of("a", "1", "b", "2", "c", "3"));
    past.undo(
        event(
            EventKind.EDITED,
            Map.of(
                "a", new FieldChange("long…", "1"),
                "b", new FieldChange(List.of("x"), "2"),
                "c", new FieldChange("short", "3")),
            false,
            true));
    assertThat(FIELDS).filteredOn(past::tells).containsExactly("c", "d");
  }

  @Test
  void aTimeOutOfBandThatIsNoneIsNotTold() {
    PastFields past = new PastFields(Map.of("a", "soon", "b", "2026-01-01T00:00:00Z"));
    assertThat(past.time("a")).isNull();
    assertThat(past.tells("a")).isFalse();
    assertThat(past.time("b")).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void anItemPutOutOfBandDidNotExistBefore() {
    PastFields past = new PastFields(Map.of("a", "1"));
    past.undo(
        event(
            EventKind.ALTERED,
            Map.of("created_at", new FieldChange(null, "2026-01-01T00:00:00Z")),
            false,
            false));
    assertThat(past.exists()).isFalse();
  }

  private static Map<String, Object> next(Random random) {
    Map<String, Object> fields = new HashMap<>();
    for (String field : FIELDS) {
      if (random.nextBoolean()) {
        fields.put(field, "" + random.nextInt(3));
      }
    }
    return fields;
  }

  private static Map<String, FieldChange> changes(
      @Nullable Map<String, Object> before, @Nullable Map<String, Object> after) {
    Map<String, Object> from = before == null ? Map.of() : before;
    Map<String, Object> to = after == null ? Map.of() : after;
    Map<String, FieldChange> changes = new HashMap<>();
    TreeSet<String> names = new TreeSet<>(from.keySet());
    names.addAll(to.keySet());
    for (String name : names) {
      if (!String.valueOf(from.get(name)).equals(String.valueOf(to.get(name)))) {
        changes.put(name, new FieldChange(from.get(name), to.get(name)));
      }
    }
    return changes;
  }

  private static KeyEvent event(
      EventKind kind, Map<String, FieldChange> changes, boolean unreadable, boolean cut) {
    return new KeyEvent(
        "1",
        kind,
        KEY,
        "sales",
        KeyLabel.NONE,
        Instant.EPOCH,
        new Actor("a", "A"),
        changes,
        unreadable,
        cut);
  }
}
