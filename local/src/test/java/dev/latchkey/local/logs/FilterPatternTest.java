package dev.latchkey.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterPatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{ $.a = \"x\" } ; {\"a\":\"x\"} ; true",
        "{ $.a = \"x\" } ; {\"a\":\"y\"} ; false",
        "{ $.a = \"x\" } ; {\"b\":\"x\"} ; false",
        "{ $.a != \"x\" } ; {\"a\":\"y\"} ; true",
        "{ $.a != \"x\" } ; {\"b\":\"y\"} ; false",
        "{ $.a = \"1\" } ; {\"a\":1} ; false",
        "{ ($.a = \"x\") || ($.a = \"y\") } ; {\"a\":\"y\"} ; true",
        "{ $.a = \"x\" && $.b = \"y\" } ; {\"a\":\"x\",\"b\":\"z\"} ; false",
        "{ $.a = \"x\" || $.a = \"y\" && $.b = \"z\" } ; {\"a\":\"x\"} ; true",
        "{ ($.a = \"x\" || $.a = \"y\") && $.b = \"z\" } ; {\"a\":\"x\"} ; false",
        "{ (($.a=\"x\")&&($.b!=\"z\")) } ; {\"a\":\"x\",\"b\":\"\"} ; true",
        "{ $.a = \"x\" } ; START {\"a\":\"x\"} ; false",
        "{ $.a = \"x\" } ; [] ; false",
        "{ $.a = \"x\" } ; {\"a\":\"x\" ; false",
      })
  void aLineMatchesAsCloudWatchSays(String pattern, String line, boolean matches) {
    assertThat(FilterPattern.parse(pattern).matches(line)).isEqualTo(matches);
  }

  @Test
  void anEmptyLineDoesNotMatch() {
    assertThat(FilterPattern.parse("{ $.a != \"x\" }").matches("")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ERROR",
        "{ }",
        "{ $.a }",
        "{ $.a = x }",
        "{ $.a = \"x\" ",
        "{ ($.a = \"x\" }",
        "{ $.a = \"x\") }",
        "{ $.a = \"x\" && }",
        "{ $.a IS TRUE }",
        "{ $.a.b = \"x\" }",
      })
  void anotherPatternIsRejected(String pattern) {
    assertThatThrownBy(() -> FilterPattern.parse(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(": " + pattern);
  }
}
