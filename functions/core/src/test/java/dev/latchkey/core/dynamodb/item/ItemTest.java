package dev.latchkey.core.dynamodb.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.core.domain.Actor;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemTest {
  private static final Actor ADA = new Actor("7d3c", "Ada");

  @Test
  void pathsReachIntoMaps() {
    Item item = new Item().put("a", "top").put("m.a", "one").put("m.n.a", "two");
    assertThat(item.text("a")).isEqualTo("top");
    assertThat(item.text("m.a")).isEqualTo("one");
    assertThat(item.text("m.n.a")).isEqualTo("two");
    assertThat(item.values())
        .isEqualTo(Map.of("a", "top", "m", Map.of("a", "one", "n", Map.of("a", "two"))));
    assertThat(item.map("m").text("n.a")).isEqualTo("two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"b", "a.b", "m.b", "m.a.b", "b.a", "m.list.0", ".a", "m."})
  void aPathToNothingHasNoValue(String path) {
    Item item = new Item().put("a", "text").put("m.a", "text").put("m.list", List.of("x"));
    assertThat(item.get(path)).isNull();
    assertThat(item.has(path)).isFalse();
    assertThat(item.textOrNull(path)).isNull();
    assertThat(item.timeOrNull(path)).isNull();
    assertThat(item.bytesOrNull(path)).isNull();
    assertThatIllegalStateException().isThrownBy(() -> item.text(path)).withMessageContaining(path);
    assertThatIllegalStateException().isThrownBy(() -> item.time(path)).withMessageContaining(path);
    assertThatIllegalStateException().isThrownBy(() -> item.actor(path));
    assertThatIllegalStateException().isThrownBy(() -> item.number(path));
    assertThatIllegalStateException().isThrownBy(() -> item.bytes(path));
    assertThatIllegalStateException().isThrownBy(() -> item.map(path));
  }

  @Test
  void aValueOfAnotherTypeIsNone() {
    Item item = new Item().put("a", 7).put("b", new byte[] {1}).put("c", "text");
    assertThatIllegalStateException().isThrownBy(() -> item.text("a"));
    assertThatIllegalStateException().isThrownBy(() -> item.time("c"));
    assertThatIllegalStateException().isThrownBy(() -> item.number("b"));
    assertThatIllegalStateException().isThrownBy(() -> item.bytes("c"));
    assertThatIllegalStateException().isThrownBy(() -> item.map("c"));
    assertThatIllegalStateException().isThrownBy(() -> item.actor("c"));
  }

  @Test
  void nothingIsPutForNull() {
    assertThat(new Item().put("a", null).put("m.a", null).isEmpty()).isTrue();
  }

  @Test
  void holdsTimesNumbersAndActorsAsPlainValues() {
    Instant time = Instant.parse("2026-01-02T03:04:05.678Z");
    Item item = new Item().put("at", time).put("by", ADA).put("count", 3).put("more", 4L);
    assertThat(item.values())
        .isEqualTo(
            Map.of(
                "at", BigDecimal.valueOf(time.getEpochSecond()),
                "by", Map.of("subject", "7d3c", "name", "Ada"),
                "count", BigDecimal.valueOf(3),
                "more", BigDecimal.valueOf(4)));
    assertThat(item.time("at")).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(item.actor("by")).isEqualTo(ADA);
    assertThat(item.number("count")).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "-62167219200, 0000-01-01T00:00:00Z",
    "0, 1970-01-01T00:00:00Z",
    "0.9, 1970-01-01T00:00:00Z",
    "253402300799, 9999-12-31T23:59:59Z"
  })
  void aTimeIsOfTheYears0To9999(String number, Instant time) {
    assertThat(new Item().put("state.at", new BigDecimal(number)).time("state.at")).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-62167219201", "253402300800", "9223372036854775808", "1e100", "-1e100", "1e125"})
  void aNumberOutOfRangeIsNoTime(String number) {
    Item item = new Item().put("state.at", new BigDecimal(number));
    assertThatIllegalStateException()
        .isThrownBy(() -> item.timeOrNull("state.at"))
        .withMessageContaining("state.at");
    assertThatIllegalStateException().isThrownBy(() -> item.time("state.at"));
  }
}
