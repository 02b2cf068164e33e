package dev.latchkey.core.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextConstraintTest {
  private static final String EURO = "€";
  private static final String KEY = "🔑";

  @ParameterizedTest
  @CsvSource({"NAME, 128, 512", "DESCRIPTION, 1024, 1024", "REASON, 512, 512"})
  void countsCodePointsAndBytes(String name, int codePoints, int bytes) {
    TextConstraint rule = constraint(name);
    assertThat(rule.problem("x")).isNull();
    assertThat(rule.problem("x".repeat(codePoints))).isNull();
    assertThat(rule.problem("x".repeat(codePoints + 1))).contains("1 to " + codePoints);
    assertThat(rule.problem("")).contains("1 to " + codePoints);
    assertThat(rule.maxCodePoints()).isEqualTo(codePoints);
    assertThat(rule.maxBytes()).isEqualTo(bytes);
    String keys = KEY.repeat(bytes / 4);
    assertThat(rule.problem(keys)).isNull();
    if (bytes / 4 < codePoints) {
      assertThat(rule.problem(keys + "x")).contains(bytes + " bytes");
    }
  }

  @Test
  void countsThreeBytesOfAEuro() {
    assertThat(TextConstraint.REASON.problem(EURO.repeat(170) + "xx")).isNull();
    assertThat(TextConstraint.REASON.problem(EURO.repeat(171))).contains("512 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\tb", "a\u0000b", "a\u007fb", "a\u0085b", "\r\n"})
  void refusesControlCharacters(String text) {
    assertThat(TextConstraint.NAME.problem(text)).contains("control characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "   ",
        "\u00a0",
        "\u2003\u3000",
        "\u2028",
        "\u2060",
        "\u3164",
        "\u2800",
        "\u034f",
        "\u00ad\u115f\u180e\ufeff \udb40\udc01",
      })
  void refusesTextThatShowsNothing(String text) {
    assertThat(TextConstraint.NAME.problem(text)).contains("visible character");
    assertThat(TextConstraint.NAME.problem(text + "a")).isNull();
  }

  /**
   * A newer JDK knows characters that an older one does not, so only assigned ones are compared.
   */
  @Test
  void blanksAndFormatCharactersOfUnicodeShowNothing() {
    for (int c = 0xA0; c <= Character.MAX_CODE_POINT; c++) {
      int type = Character.getType(c);
      boolean isInvisible =
          type == Character.FORMAT || Character.isSpaceChar(c) || Character.isWhitespace(c);
      if (isInvisible) {
        assertThat(TextConstraint.isVisible(Character.toString(c))).as("U+%X", c).isFalse();
      }
    }
    for (String letters : List.of("aZ09", "äß", "日本語", "\ud83d\udd11", "-_.", "\u0903")) {
      letters
          .codePoints()
          .forEach(
              c ->
                  assertThat(TextConstraint.isVisible(Character.toString(c)))
                      .as("U+%X", c)
                      .isTrue());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\ud800", "\udc00a", "\ude00\ud83d"})
  void refusesHalvesOfCharacters(String text) {
    assertThat(TextConstraint.NAME.problem(text)).contains("valid Unicode");
  }

  @ParameterizedTest
  @ValueSource(strings = {" kept as it is ", "Ørsted", "日本語", "👩‍💻", "<script>", "a\u202eb"})
  void acceptsAllOtherValues(String text) {
    assertThat(TextConstraint.NAME.problem(text)).isNull();
  }

  @Test
  void parsesATextAsItIs() {
    assertThat(TextConstraint.NAME.parse("batch job", (path, detail) -> fail(detail)))
        .isEqualTo("batch job");
  }

  static Stream<Object> noNames() {
    return Stream.of("", " ", 7, true, List.of("a"), Map.of("a", "b"));
  }

  @ParameterizedTest
  @MethodSource("noNames")
  void saysWhatIsWrongWithAValue(Object value) {
    List<String> problems = new ArrayList<>();
    assertThat(TextConstraint.NAME.parse(value, (path, detail) -> problems.add(path + detail)))
        .isNull();
    assertThat(problems).singleElement().asString().startsWith("must ");
  }

  @Test
  void readsStoredValuesBeyondTheLimits() {
    String longer = "x".repeat(600);
    assertThat(TextConstraint.REASON.stored(longer)).isEqualTo(longer);
    assertThatIllegalStateException().isThrownBy(() -> TextConstraint.REASON.stored(7));
  }

  private static TextConstraint constraint(String name) {
    return switch (name) {
      case "NAME" -> TextConstraint.NAME;
      case "DESCRIPTION" -> TextConstraint.DESCRIPTION;
      case "REASON" -> TextConstraint.REASON;
      default -> throw new IllegalArgumentException(name);
    };
  }
}
