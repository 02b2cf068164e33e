package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextRuleTest {
  private static final String EURO = "€";
  private static final String KEY = "🔑";

  @ParameterizedTest
  @CsvSource({
    "NAME, 128, 512",
    "DESCRIPTION, 1024, 2048",
    "REASON, 512, 512",
    "DOMAIN, 128, 512",
    "DATASET, 128, 512"
  })
  void countsCodePointsAndBytes(TextRule rule, int codePoints, int bytes) {
    assertThat(rule.problem("x")).isNull();
    assertThat(rule.problem("x".repeat(codePoints))).isNull();
    assertThat(rule.problem("x".repeat(codePoints + 1))).contains("1 to " + codePoints);
    assertThat(rule.problem("")).contains("1 to " + codePoints);
    assertThat(rule.maxCodePoints()).isEqualTo(codePoints);
    String keys = KEY.repeat(bytes / 4);
    assertThat(rule.problem(keys)).isNull();
    if (bytes / 4 < codePoints) {
      assertThat(rule.problem(keys + "x")).contains(bytes + " bytes");
    }
  }

  @Test
  void countsThreeBytesOfAEuro() {
    assertThat(TextRule.REASON.problem(EURO.repeat(170) + "xx")).isNull();
    assertThat(TextRule.REASON.problem(EURO.repeat(171))).contains("512 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\tb", "a\u0000b", "a\u007fb", "a\u0085b", "\r\n"})
  void refusesControlCharacters(String text) {
    assertThat(TextRule.NAME.problem(text)).contains("control characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "   ", "\u00a0", "\u2003\u3000", "\u2028"})
  void refusesBlanksAlone(String text) {
    assertThat(TextRule.NAME.problem(text)).contains("only blanks");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\ud800", "\udc00a", "\ude00\ud83d"})
  void refusesHalvesOfCharacters(String text) {
    assertThat(TextRule.NAME.problem(text)).contains("valid Unicode");
  }

  @ParameterizedTest
  @ValueSource(strings = {" kept as it is ", "Ørsted", "日本語", "👩‍💻", "<script>", "a\u202eb"})
  void takesEverythingElse(String text) {
    assertThat(TextRule.NAME.problem(text)).isNull();
  }
}
