package dev.latchkey.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.TextConstraint;
import dev.latchkey.tests.Project;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code, the contract and the console agree which characters show nothing. */
final class VisibleTextTest {
  private static final int FIRST_AFTER_CONTROL_CHARACTERS = 0xA0;

  @ParameterizedTest
  @ValueSource(strings = {"Name", "Owner", "Description", "Reason"})
  void theContractAllowsWhatTheCodeAllows(String schema) {
    Pattern pattern =
        Pattern.compile(
            OpenApi.contract()
                .at("/components/schemas/" + schema)
                .node()
                .path("pattern")
                .textValue());
    assertThat(pattern.matcher(" ").matches()).isFalse();
    for (int c = FIRST_AFTER_CONTROL_CHARACTERS; c <= Character.MAX_CODE_POINT; c++) {
      if (Character.getType(c) != Character.SURROGATE) {
        String text = " " + Character.toString(c);
        assertThat(pattern.matcher(text).matches())
            .as("U+%X", c)
            .isEqualTo(TextConstraint.isVisible(text));
      }
    }
  }

  @Test
  void theConsoleAllowsWhatTheCodeAllows() {
    String script = Project.read("console/app/fields.js");
    MatchResult found =
        Pattern.compile("const SHOWS_NOTHING = /\\^(.*)\\$/u;")
            .matcher(script)
            .results()
            .findFirst()
            .orElseThrow();
    Pattern invisible = Pattern.compile(found.group(1).replace("\\u{", "\\x{"));
    for (int c = FIRST_AFTER_CONTROL_CHARACTERS; c <= Character.MAX_CODE_POINT; c++) {
      if (Character.getType(c) != Character.SURROGATE) {
        String text = " " + Character.toString(c);
        assertThat(invisible.matcher(text).matches())
            .as("U+%X", c)
            .isNotEqualTo(TextConstraint.isVisible(text));
      }
    }
  }
}
