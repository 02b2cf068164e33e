package dev.latchkey.core.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests when edits of keys and of fields are empty. */
class EditsTest {
  @Test
  void areEmptyWithoutEdits() {
    assertThat(new KeyEdit(FieldEdits.NONE, null).isEmpty()).isTrue();
    assertThat(FieldEdits.NONE.isEmpty()).isTrue();
  }

  @Test
  void areNotEmptyWithAnyEdit() {
    assertThat(new KeyEdit(FieldEdits.NONE.set(KeyFields.NAME, "n"), null).isEmpty()).isFalse();
    assertThat(new KeyEdit(FieldEdits.NONE.clear(KeyFields.DESCRIPTION), null).isEmpty()).isFalse();
    assertThat(new KeyEdit(FieldEdits.NONE, Instant.EPOCH).isEmpty()).isFalse();
  }

  @Test
  void setClearAndLeave() {
    FieldEdits edits = FieldEdits.NONE.set(KeyFields.NAME, "first").clear(KeyFields.DESCRIPTION);
    assertThat(edits.get(KeyFields.NAME)).contains("first");
    assertThat(edits.get(KeyFields.DESCRIPTION)).isEmpty();
    Map<Field<?>, Optional<Object>> changed = new HashMap<>();
    edits.forEach(changed::put);
    assertThat(changed)
        .containsOnly(
            entry(KeyFields.NAME, Optional.of("first")),
            entry(KeyFields.DESCRIPTION, Optional.empty()));
    assertThat(edits.set(KeyFields.NAME, "second").get(KeyFields.NAME)).contains("second");
    assertThat(edits.get(KeyFields.NAME)).as("edits are immutable").contains("first");
  }

  @Test
  void betweenValuesTurnTheFirstIntoTheSecond() {
    FieldValues before =
        FieldValues.NONE
            .with(KeyFields.NAME, "first")
            .with(KeyFields.DESCRIPTION, "same")
            .with(KeyFields.OWNER, "sales");
    FieldValues after =
        FieldValues.NONE
            .with(KeyFields.NAME, "second")
            .with(KeyFields.DESCRIPTION, "same")
            .with(KeyFields.TAGS, Map.of("team", "a"));
    FieldEdits edits = FieldEdits.between(KeyFields.ALL, before, after);
    assertThat(edits)
        .isEqualTo(
            FieldEdits.NONE
                .set(KeyFields.NAME, "second")
                .clear(KeyFields.OWNER)
                .set(KeyFields.TAGS, Map.of("team", "a")));
    assertThat(before.with(edits)).isEqualTo(after);
    assertThat(FieldEdits.between(KeyFields.ALL, after, after)).isEqualTo(FieldEdits.NONE);
    assertThat(FieldEdits.between(List.of(KeyFields.OWNER), before, after))
        .as("only declared fields")
        .isEqualTo(FieldEdits.NONE.clear(KeyFields.OWNER));
  }

  @Test
  void betweenValuesLeaveOutFieldsThatNeverChange() {
    FieldValues before = FieldValues.NONE.with(DataApiFields.DATASET, "orders");
    FieldValues after = FieldValues.NONE.with(DataApiFields.DATASET, "returns");
    assertThat(FieldEdits.between(DataApiFields.ALL, before, after).isEmpty()).isTrue();
    assertThat(FieldEdits.between(DataApiFields.ALL, before, FieldValues.NONE).isEmpty()).isTrue();
  }

  @Test
  void passTheValuesAndThePlainValues() {
    List<Route> routes = List.of(new Route("orders", "*", "GET", "/"));
    FieldEdits edits =
        FieldEdits.NONE.set(DataApiFields.ROUTES, routes).clear(DataApiFields.DESCRIPTION);
    Map<String, Optional<Object>> values = new HashMap<>();
    edits.forEach((field, value) -> values.put(field.name(), value));
    assertThat(values)
        .containsOnly(entry("routes", Optional.of(routes)), entry("description", Optional.empty()));
    Map<String, Optional<Object>> plain = new HashMap<>();
    edits.forEachPlain((field, value) -> plain.put(field.name(), value));
    assertThat(plain)
        .containsOnly(
            entry("routes", Optional.of(DataApiFields.ROUTES.type().plain(routes))),
            entry("description", Optional.empty()));
  }

  @Test
  void areEqualByWhatTheyChange() {
    FieldEdits one = FieldEdits.NONE.set(KeyFields.NAME, "n").clear(KeyFields.DESCRIPTION);
    FieldEdits same = FieldEdits.NONE.clear(KeyFields.DESCRIPTION).set(KeyFields.NAME, "n");
    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).hasToString(one.toString());
    assertThat(one).isNotEqualTo(FieldEdits.NONE.set(KeyFields.NAME, "n"));
  }
}
