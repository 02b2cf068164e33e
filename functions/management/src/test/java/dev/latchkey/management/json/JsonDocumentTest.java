package dev.latchkey.management.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDocumentTest {

  @Test
  void valuesKeepTheirKinds() throws Exception {
    Object root = JsonDocument.read("{\"a\":[1,-0,1.5,-1e-2,true,false,null,\"x\\u00e4\"]}").root();

    assertThat(root)
        .isEqualTo(
            Map.of(
                "a",
                List.of(
                    BigInteger.ONE,
                    BigInteger.ZERO,
                    1.5,
                    -0.01,
                    true,
                    false,
                    JsonDocument.NULL,
                    "xä")));
  }

  @ParameterizedTest
  @CsvSource({
    "30.0, 30",
    "3e1, 30",
    "-300E-1, -30",
    "0.0, 0",
    "-0e-5, 0",
    "0e999999999999, 0",
    "0.0000e-999999999999, 0",
    "1e19, 10000000000000000000",
    "9007199254740993.0, 9007199254740993",
  })
  void numbersWithoutFractionAreIntegers(String text, BigInteger number) throws Exception {
    assertThat(JsonDocument.read(text).root()).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.1", "1e-999999999999", "9007199254740993.5", "30.00000000000000000000000001"})
  void numbersWithFractionAreNot(String text) throws Exception {
    assertThat(JsonDocument.read(text).root()).isEqualTo(Double.valueOf(text));
  }

  @Test
  void doubledMembersAreNamedWhereverTheyAre() throws Exception {
    JsonDocument document =
        JsonDocument.read("{\"a\":1,\"b\":[{\"x\":1,\"x\":2}],\"a\":2,\"~/\":0,\"~/\":0}");

    assertThat(document.duplicates()).containsExactly("/b/0/x", "/a", "/~0~1");
    assertThat(String.valueOf(((Map<?, ?>) document.root()).get("a"))).isEqualTo("1");
  }

  @Test
  void theDeepIsReadAsEmpty() throws Exception {
    int depth = 30_000;
    Object value = JsonDocument.read("[".repeat(depth) + "]".repeat(depth)).root();
    int levels = 0;
    while (value instanceof List<?> list && !list.isEmpty()) {
      value = list.get(0);
      levels++;
    }
    assertThat(levels).isEqualTo(16);
  }

  @Test
  void hugeNumbersAreRead() throws Exception {
    String digits = "9".repeat(16_000);

    assertThat(JsonDocument.read(digits).root()).isEqualTo(new BigInteger(digits));
    assertThat(JsonDocument.read("1e999999999").root()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "{}}",
        "{} {}",
        "[1,]",
        "{\"a\"}",
        "{a:1}",
        "'a'",
        "01",
        "+1",
        ".5",
        "1.",
        "NaN",
        "Infinity",
        "nul",
        "\"\n\"",
        "\"\\x\"",
        "// c\n1",
        "/**/1",
        "\u0000",
        "1\u0000"
      })
  void whatIsNotJsonIsRefused(String text) {
    assertThatExceptionOfType(MalformedJsonException.class)
        .isThrownBy(() -> JsonDocument.read(text));
  }

  @Test
  void moreThan64KAreRefused() {
    assertThatExceptionOfType(MalformedJsonException.class)
        .isThrownBy(() -> JsonDocument.read(" ".repeat(64 * 1024) + "1"));
  }

  @Test
  void absentMembersAreLeftOut() {
    JsonObject object =
        new JsonObject()
            .with("text", "ä\"\\\n")
            .with("none", null)
            .with("time", Instant.parse("2026-11-21T09:00:00.999Z"))
            .with("list", List.of(1, true, new JsonObject().with("x", JsonDocument.NULL)));

    assertThat(JsonText.of(object))
        .isEqualTo(
            "{\"text\":\"ä\\\"\\\\\\n\",\"time\":\"2026-11-21T09:00:00Z\","
                + "\"list\":[1,true,{\"x\":null}]}");
  }

  @Test
  void pointersAreCutAndEscaped() {
    assertThat(JsonDocument.pointer("/a", "b~c/d")).isEqualTo("/a/b~0c~1d");
    assertThat(JsonDocument.pointer("", "x".repeat(65))).isEqualTo("/" + "x".repeat(64) + "…");
    assertThat(JsonDocument.pointer("", "\ud800")).isEqualTo("/\ufffd");
  }

  @Test
  void plainObjectsHaveNullForNullAtAnyDepth() throws Exception {
    Map<?, ?> object =
        (Map<?, ?>) JsonDocument.read("{\"a\":null,\"b\":[null,{\"c\":null}],\"d\":1}").root();

    assertThat(JsonDocument.plain(object).toString())
        .isEqualTo("{a=null, b=[null, {c=null}], d=1}");
    assertThat(JsonDocument.plain(object).get("a")).isNull();
  }

  @Test
  void aNumberThatNoDoubleHoldsIsNotPlain() throws Exception {
    Map<?, ?> object = (Map<?, ?>) JsonDocument.read("{\"a\":[-1e999]}").root();

    assertThatIllegalArgumentException().isThrownBy(() -> JsonDocument.plain(object));
  }
}
