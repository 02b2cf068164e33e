package dev.latchkey.core.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutePathTest {
  private static final String PCHAR =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()+,;=:@";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "/",
        "/*",
        "/orders",
        "/orders/",
        "/orders/*",
        "/orders/1/*",
        "/orders:search",
        "/orders(42)",
        "/@me",
        "/$count",
        "/a+b,c;d=e!f&g'h",
        "/orders/.well-known",
        "/a..b",
        "/...",
        "/caf%C3%A9",
        "/a%20b",
      })
  void takesLiteralPathsAndAllBelow(String path) {
    assertThat(RoutePath.problem(path)).isNull();
  }

  @Test
  void takesEachCharacterOfAPathButTheAsterisk() {
    for (char c = 0; c < 0x180; c++) {
      boolean takes = PCHAR.indexOf(c) >= 0;
      assertThat(RoutePath.problem("/a" + c + "b") == null)
          .as("U+%04X", (int) c)
          .isEqualTo(takes || c == '/');
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/or*, * U+002A",
    "/*/orders, * U+002A",
    "/**, * U+002A",
    "/*/, * U+002A",
    "/orders?, ? U+003F",
    "/orders#a, # U+0023",
    "/${x}, { U+007B",
    "/a%, % U+0025",
    "/a%2, % U+0025",
    "/a%zz, % U+0025",
    "/a%２0, % U+0025",
    "/a b, U+0020",
    "'/a\n', U+000A",
    "/\u202Ea, U+202E",
    "/ä, ä U+00E4",
    "/😀, U+1F600",
    "/a\\b, \\ U+005C",
  })
  void namesTheFirstOtherCharacter(String path, String character) {
    assertThat(RoutePath.problem(path)).startsWith("must not contain " + character + ":");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"//", "//*", "/a//b", "/.", "/..", "/../*", "/a/..;b/c", "/a%2fb", "/%2E"})
  void refusesAmbiguousPaths(String path) {
    assertThat(RoutePath.problem(path)).startsWith("must not be ambiguous:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "orders", "**", "*/orders", "?"})
  void aPathBeginsWithASlash(String path) {
    assertThat(RoutePath.problem(path)).startsWith("must be * or a path such as");
  }

  @Test
  void takesPathsUpToTheLongest() {
    String longest = "/" + "a".repeat(RoutePath.MAX_LENGTH - 1);
    assertThat(RoutePath.problem(longest)).isNull();
    assertThat(RoutePath.problem(longest + "a")).isEqualTo("must be at most 255 characters long");
  }
}
