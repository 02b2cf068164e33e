package dev.latchkey.core.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Seed;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmbiguousPathTest {
  private static final String[] PIECES = {
    "/", "/", "/", ".", ".", "..", ";", "%3b", "%3B", "%2e", "%2E", "%2f", "%2F", "%5c", "%5C", "%",
    "%25", "%2", "2e", "\\", "a", "orders", "*", "\n", "é"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//",
        "//orders",
        "/orders//1",
        "/orders//",
        "/.",
        "/..",
        "/./orders",
        "/orders/.",
        "/orders/../admin",
        "/orders/..",
        "/orders/..;/admin",
        "/orders/..;a=b",
        "/orders/.;/admin",
        "/orders/..%3Ba/admin",
        "/orders/.%3b",
        "/orders/..%2fadmin",
        "/orders%2F..",
        "/orders/%2e%2E/admin",
        "/orders/report%2epdf",
        "/orders\\..\\admin",
        "/orders/..%5cadmin",
        "/orders%5C1",
      })
  void severalReadings(String path) {
    assertThat(AmbiguousPath.matches(path)).isTrue();
    assertThat(new ApiRequest("orders", "live", "GET", path).hasAmbiguousPath()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/orders",
        "/orders/",
        "/orders/.well-known",
        "/a..b",
        "/...",
        "/..a",
        "/a.",
        "/orders/report..pdf",
        "/orders/v1.2",
        "/orders;a=..",
        "/orders/;a=b",
        "/orders:search",
        "/orders(42)",
        "/%25",
        "/%252e%252e",
        "/%2",
        "/%",
        "/orders/*",
      })
  void oneReading(String path) {
    assertThat(AmbiguousPath.matches(path)).isFalse();
    assertThat(new ApiRequest("orders", "live", "GET", path).hasAmbiguousPath()).isFalse();
    assertThat(ApiRequest.toHost("example.com", "GET", path).hasAmbiguousPath()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders", "*", "/orders 1", "/orders\n", "/é", "/orders#1"})
  void whatIsNoPathOfHttpHasSeveralReadingsBehindAProxy(String path) {
    assertThat(ApiRequest.toHost("example.com", "GET", path).hasAmbiguousPath()).isTrue();
    assertThat(new ApiRequest("orders", "live", "GET", path).hasAmbiguousPath()).isFalse();
  }

  @Test
  void everyPathIsJudgedAsByTheRulesWords() {
    long seed = Seed.of(AmbiguousPathTest.class);
    Random random = new Random(seed);
    int ambiguous = 0;
    for (int round = 0; round < 200_000; round++) {
      StringBuilder path = new StringBuilder("/");
      for (int left = random.nextInt(7); left > 0; left--) {
        path.append(PIECES[random.nextInt(PIECES.length)]);
      }
      boolean expected = reference(path.toString());
      assertThat(AmbiguousPath.matches(path.toString()))
          .as("seed %d, round %d: %s", seed, round, path)
          .isEqualTo(expected);
      ambiguous += expected ? 1 : 0;
    }
    assertThat(ambiguous).isBetween(50_000, 190_000);
  }

  /** Implements the rule a second time, on decoded and split segments. */
  private static boolean reference(String path) {
    List<String> segments = List.of(path.substring(1).split("/", -1));
    for (int i = 0; i < segments.size(); i++) {
      String encoded = segments.get(i).toLowerCase(Locale.ROOT);
      String name = encoded.replace("%2e", ".").replace("%3b", ";").replaceFirst("(?s);.*", "");
      boolean emptyInside = encoded.isEmpty() && i < segments.size() - 1;
      boolean hidden = List.of("\\", "%2e", "%2f", "%5c").stream().anyMatch(encoded::contains);
      if (emptyInside || hidden || List.of(".", "..").contains(name)) {
        return true;
      }
    }
    return false;
  }
}
