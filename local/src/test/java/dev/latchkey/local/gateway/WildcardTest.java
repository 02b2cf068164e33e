package dev.latchkey.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {
  @ParameterizedTest
  @CsvSource({
    "a/*, a/, true",
    "a/*, a/b/c, true",
    "a/*, a, false",
    "a/?*, a/, false",
    "a/?*, a/b, true",
    "a/*/c, a/b/x/c, true",
    "a/*/c, a/c, false",
    "a/*/*, a//, true",
    "*, '', true",
    "?, '', false",
    "a?c, a/c, true",
    "a*b*c, aXbXbXc, true",
    "a*b*c, aXbX, false",
    "A, a, false",
  })
  void itMatchesAsIamDoes(String pattern, String text, boolean expected) {
    assertThat(Wildcard.matches(pattern, text)).isEqualTo(expected);
  }
}
