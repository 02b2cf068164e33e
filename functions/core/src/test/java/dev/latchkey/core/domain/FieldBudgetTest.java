package dev.latchkey.core.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldBudgetTest {
  private static final Field<Map<String, String>> LABELS =
      FieldSamples.field("labels", new MapType());
  private static final FieldBudget BUDGET =
      new FieldBudget(List.of(KeyFields.NAME, KeyFields.DESCRIPTION, LABELS), 2_048);

  @Test
  void namesTheFieldsAndTheirSum() {
    FieldValues name = FieldValues.NONE.with(KeyFields.NAME, "🔑".repeat(128));
    assertThat(BUDGET.problem(name)).isNull();
    FieldValues both = name.with(KeyFields.DESCRIPTION, "x".repeat(1_024));
    FieldValues all = both.with(LABELS, Map.of("team", "x".repeat(572)));
    assertThat(BUDGET.problem(all))
        .isEqualTo(
            "name, description and labels together have 2,112 bytes of UTF-8; at most 2,048 are"
                + " allowed");
    assertThat(BUDGET.problem(all.with(KeyFields.DESCRIPTION, null))).isNull();
    assertThat(new FieldBudget(BUDGET.fields(), 500).problem(name))
        .isEqualTo("name has 512 bytes of UTF-8; at most 500 are allowed");
  }

  @Test
  void isNotExceededByItsLastByte() {
    FieldValues labels = FieldValues.NONE.with(LABELS, Map.of("a", "€".repeat(682), "b", ""));
    assertThat(labels.bytes(LABELS)).isEqualTo(2_048);
    assertThat(BUDGET.problem(labels)).isNull();
    assertThat(BUDGET.problem(labels.with(KeyFields.NAME, "n"))).contains(" 2,049 bytes ");
  }

  @Test
  void isSmallerForDeliveredKeys() {
    FieldValues labels = FieldValues.NONE.with(LABELS, Map.of("a", "x".repeat(1_936)));
    assertThat(BUDGET.with(null).problem(labels)).isNull();
    assertThat(BUDGET.with("a".repeat(100)).problem(labels)).isNull();
    assertThat(BUDGET.with("a".repeat(101)).problem(labels)).contains(" at most 1,936 are allowed");
    assertThat(BUDGET.withAnyDelivery())
        .isEqualTo(BUDGET.with("a".repeat(FieldBudget.MAX_DELIVERY)));
  }

  @Test
  void countsEveryStringAndNumber() {
    FieldType<List<Route>> routes = DataApiFields.ROUTES.type();
    assertThat(routes.bytes(List.of(new Route("abc", "*", "GET", "/o"))))
        .isEqualTo("api_idabcstage*methodGETpath/o".length());
    assertThat(new MapType().bytes(Map.of())).isZero();
  }

  @Test
  void findsTheLongestValue() {
    FieldValues values =
        FieldValues.NONE.with(KeyFields.NAME, "€€").with(KeyFields.DESCRIPTION, "12345");
    assertThat(BUDGET.longest(values)).isEqualTo(KeyFields.NAME);
    assertThat(BUDGET.longest(values.with(LABELS, Map.of("12345", "67")))).isEqualTo(LABELS);
  }

  @ParameterizedTest
  @ValueSource(ints = {511, 512, 513})
  void allowsAnEditThatFitsWhateverTheOtherValuesAre(int bytes) {
    FieldBudget texts =
        new FieldBudget(List.of(KeyFields.NAME, KeyFields.DESCRIPTION, KeyFields.OWNER), 2_048);
    FieldEdits edits = FieldEdits.NONE.set(KeyFields.OWNER, "x".repeat(bytes));
    assertThat(texts.allows(edits)).isEqualTo(bytes <= 512);
    assertThat(texts.allows(edits.clear(KeyFields.NAME))).isTrue();
  }

  @Test
  void allowsAnEditThatOnlyClearsFieldsOrSetsOthers() {
    assertThat(BUDGET.allows(FieldEdits.NONE.set(KeyFields.NAME, "n"))).isFalse();
    assertThat(BUDGET.allows(FieldEdits.NONE.clear(KeyFields.DESCRIPTION))).isTrue();
    assertThat(BUDGET.allows(FieldEdits.NONE.set(KeyFields.OWNER, "o"))).isTrue();
    assertThat(BUDGET.allows(FieldEdits.NONE)).isTrue();
  }

  @Test
  void ofKeysCoversEveryDeclaredField() {
    List<Field<?>> shared =
        KeyFields.ALL.stream().filter(field -> field != KeyFields.QUOTA).toList();
    assertThat(KeyFields.BUDGET).isEqualTo(new FieldBudget(shared, 2_048));
  }

  /** Maps of strings. Their number is not limited. */
  private static final class MapType implements FieldType<Map<String, String>> {
    @Override
    public Map<String, String> parse(Object plain, Problems problems) {
      return stored(plain);
    }

    @Override
    public Map<String, String> stored(Object plain) {
      Map<String, String> value = new LinkedHashMap<>();
      ((Map<?, ?>) plain).forEach((name, text) -> value.put((String) name, (String) text));
      return value;
    }

    @Override
    public Object plain(Map<String, String> value) {
      return value;
    }

    @Override
    public Class<?> plainType() {
      return Map.class;
    }
  }
}
