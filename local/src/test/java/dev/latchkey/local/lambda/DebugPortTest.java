package dev.latchkey.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebugPortTest {
  private static final Map<String, String> VARIABLES =
      Map.of("DEBUG_LATCHKEY", "5005", "DEBUG_ORDERS_DATA_API", "5006", "DEBUG_OFF", "");

  @Test
  void isNamedAfterTheStack() {
    assertThat(DebugPort.of("latchkey", VARIABLES)).isEqualTo(5005);
    assertThat(DebugPort.of("orders-data-api", VARIABLES)).isEqualTo(5006);
    assertThat(DebugPort.of("off", VARIABLES)).isNull();
    assertThat(DebugPort.of("other", VARIABLES)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "yes", "-1", "localhost:5005"})
  void isAPort(String text) {
    assertThatThrownBy(() -> DebugPort.of("latchkey", Map.of("DEBUG_LATCHKEY", text)))
        .isInstanceOf(FunctionException.class)
        .hasMessageStartingWith("DEBUG_LATCHKEY has to be a port");
  }
}
