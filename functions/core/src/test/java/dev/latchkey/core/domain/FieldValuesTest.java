package dev.latchkey.core.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldValuesTest {
  private static final Map<String, String> ROUTE =
      Map.of("api_id", "orders", "stage", "*", "method", "GET", "path", "/");
  private static final Map<String, Object> PLAIN =
      Map.of("dataset", "orders", "description", "All", "routes", List.of(ROUTE));

  private final FieldValues values = FieldValues.stored(DataApiFields.ALL, PLAIN);

  @Test
  void readsWhatTheTableHoldsAndWritesItBack() {
    assertThat(values.get(DataApiFields.DATASET)).isEqualTo("orders");
    assertThat(values.require(DataApiFields.ROUTES))
        .containsExactly(new Route("orders", "*", "GET", "/"));
    Map<String, Object> plain = new LinkedHashMap<>();
    values.forEach(DataApiFields.ALL, (field, value) -> plain.put(field.name(), value));
    assertThat(plain)
        .containsExactly(
            entry("dataset", "orders"),
            entry("description", "All"),
            entry("routes", List.of(ROUTE)));
  }

  @Test
  void passesOverFieldsWithoutAValue() {
    List<Field<?>> seen = new ArrayList<>();
    values
        .with(DataApiFields.DESCRIPTION, null)
        .forEach(DataApiFields.ALL, (field, value) -> seen.add(field));
    assertThat(seen).containsExactly(DataApiFields.DATASET, DataApiFields.ROUTES);
  }

  @Test
  void readsNoOtherThanTheDeclaredFields() {
    assertThat(FieldValues.stored(KeyFields.ALL, Map.of("name", "n", "prefix", 7)))
        .isEqualTo(FieldValues.NONE.with(KeyFields.NAME, "n"));
  }

  @Test
  void hasNoValueOfAnotherType() {
    for (Map<String, Object> damaged :
        List.<Map<String, Object>>of(
            Map.of("dataset", 7, "routes", List.of(ROUTE)),
            Map.of("dataset", "orders", "routes", "all"),
            Map.of("dataset", "orders", "routes", List.of("all")),
            Map.of("dataset", "orders", "routes", List.of(Map.of("api_id", "orders"))))) {
      assertThatIllegalStateException()
          .as("%s", damaged)
          .isThrownBy(() -> FieldValues.stored(DataApiFields.ALL, damaged));
    }
  }

  @Test
  void hasEveryRequiredField() {
    assertThatIllegalStateException()
        .isThrownBy(() -> FieldValues.stored(KeyFields.ALL, Map.of("description", "d")))
        .withMessageContaining("name");
    assertThatIllegalStateException()
        .isThrownBy(() -> FieldValues.NONE.require(KeyFields.NAME))
        .withMessageContaining("name");
    assertThat(FieldValues.NONE.get(KeyFields.NAME)).isNull();
  }

  @Test
  void takesOnEdits() {
    FieldEdits edits =
        FieldEdits.NONE.set(DataApiFields.DATASET, "returns").clear(DataApiFields.DESCRIPTION);
    FieldValues edited = values.with(edits);
    assertThat(edited.get(DataApiFields.DATASET)).isEqualTo("returns");
    assertThat(edited.get(DataApiFields.DESCRIPTION)).isNull();
    assertThat(edited.get(DataApiFields.ROUTES)).isEqualTo(values.get(DataApiFields.ROUTES));
    assertThat(values.get(DataApiFields.DATASET)).as("values are immutable").isEqualTo("orders");
    assertThat(values.with(FieldEdits.NONE)).isEqualTo(values).hasSameHashCodeAs(values);
  }

  @Test
  void declaresEachFieldOnce() {
    for (List<Field<?>> fields : List.of(KeyFields.ALL, DataApiFields.ALL)) {
      assertThat(fields).extracting(Field::name).doesNotHaveDuplicates();
      assertThat(fields).allMatch(field -> field.name().matches("[a-z_]+"));
    }
    assertThat(KeyFields.NAME.is(Field.Use.REQUIRED)).isTrue();
    assertThat(KeyFields.DESCRIPTION.is(Field.Use.REQUIRED)).isFalse();
    assertThat(DataApiFields.DATASET.is(Field.Use.FIXED)).isTrue();
  }
}
