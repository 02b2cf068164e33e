package dev.latchkey.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionLogLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[a B] {\"x\":1,\"_aws\":{\"y\":[2]}} | [a B] {\"x\":1}",
        "[a B] {\"x\":1} | [a B] {\"x\":1}",
        "[a B] {\"_aws\" | [a B] {\"_aws\"",
        "[a B] plain | [a B] plain",
      })
  void losesOnlyTheMetrics(String line, String shown) {
    assertThat(FunctionLogLine.withoutMetrics(line)).isEqualTo(shown);
  }
}
