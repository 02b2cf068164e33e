package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataApiTest {
  @ParameterizedTest
  @ValueSource(strings = {"ab", "orders-2026", "a-"})
  void hasAnIdOfSmallLettersDigitsAndHyphens(String id) {
    assertThat(DataApi.isDataApiId(id)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "1a", "-a", "Orders", "a_b", "a b", "ab\n", "äb"})
  void hasNoOtherId(String id) {
    assertThat(DataApi.isDataApiId(id)).isFalse();
  }

  @Test
  void hasAnIdOfAtMost63Characters() {
    assertThat(DataApi.isDataApiId("a".repeat(63))).isTrue();
    assertThat(DataApi.isDataApiId("a".repeat(64))).isFalse();
  }

  @Test
  void opensWhatAnyOfItsRoutesOpens() {
    DataApi dataApi =
        new DataApi(
            "orders",
            "sales",
            "orders",
            null,
            List.of(new Route("one", "*", "GET", "*"), new Route("two", "*", "*", "/orders")),
            Instant.EPOCH,
            new Actor("ada", "Ada"),
            "registration");
    assertThat(dataApi.opens(new Call("one", "live", "GET", "/"))).isTrue();
    assertThat(dataApi.opens(new Call("two", "live", "PUT", "/orders"))).isTrue();
    assertThat(dataApi.opens(new Call("one", "live", "PUT", "/orders"))).isFalse();
  }
}
