package dev.latchkey.core.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests which routes clients may send, and the pointers of errors. */
class RoutesTest {
  private static final FieldType<List<Route>> TYPE = DataApiFields.ROUTES.type();
  private static final Map<String, Object> GOOD = Map.of("api_id", "orders");

  private final Map<String, String> problems = new LinkedHashMap<>();

  private @Nullable List<Route> parse(Object plain) {
    return TYPE.parse(plain, problems::put);
  }

  @Test
  void partsThatAreNotGivenStandForAll() {
    assertThat(parse(List.of(GOOD, Map.of("api_id", "a", "method", "GET", "path", "/a/*"))))
        .containsExactly(new Route("orders", "*", "*", "*"), new Route("a", "*", "GET", "/a/*"));
    assertThat(problems).isEmpty();
  }

  @Test
  void aRouteOfAHostNeedsNoMoreThanTheHost() {
    assertThat(parse(List.of(Map.of("host", "*.example.com"))))
        .containsExactly(Route.ofHost("*.example.com", "*", "*"));
    assertThat(problems).isEmpty();
  }

  @Test
  void oneToTwentyAreTaken() {
    assertThat(parse(Collections.nCopies(20, GOOD))).hasSize(20);
    assertThat(parse(Collections.nCopies(21, GOOD))).isNull();
    assertThat(problems).containsOnly(entry("", "must be a list of 1 to 20 objects"));
  }

  static Stream<Object> noLists() {
    return Stream.of("all", 7, GOOD, List.of());
  }

  @ParameterizedTest
  @MethodSource("noLists")
  void nothingElseIs(Object plain) {
    assertThat(parse(plain)).isNull();
    assertThat(problems).containsOnly(entry("", "must be a list of 1 to 20 objects"));
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments(Arrays.asList(GOOD, null), List.of("/1"), "must be an object"),
        arguments(List.of("orders", GOOD), List.of("/0"), "must be an object"),
        arguments(List.of(Map.of()), List.of("/0/api_id"), "is required"),
        arguments(List.of(GOOD, with("path", "orders")), List.of("/1/path"), "must be * or a path"),
        arguments(List.of(with("path", 7)), List.of("/0/path"), "must be a string"),
        arguments(List.of(with("api_id", null)), List.of("/0/api_id"), "must be a string"),
        arguments(List.of(Map.of("host", "A.b")), List.of("/0/host"), "must be a host's name"),
        arguments(List.of(Map.of("host", "")), List.of("/0/host"), "must be a host's name"),
        arguments(List.of(Map.of("host", 7)), List.of("/0/host"), "must be a string"),
        arguments(List.of(with("host", "a.b")), List.of("/0/api_id"), "must be absent"),
        arguments(
            List.of(Map.of("host", "a.b", "stage", "*")), List.of("/0/stage"), "must be absent"),
        arguments(List.of(with("stage", "")), List.of("/0/stage"), "must be * or a stage's name"),
        arguments(List.of(with("method", "get")), List.of("/0/method"), "must be * or one of"),
        arguments(List.of(with("colour", "red")), List.of("/0/colour"), "is not a field"),
        arguments(List.of(with("a/b~c", "x")), List.of("/0/a~1b~0c"), "is not a field"),
        arguments(
            List.of(with("x".repeat(65), "x")), List.of("/0/" + "x".repeat(64) + "…"), "is not"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void anErrorNamesItsPartByAPointer(Object plain, List<String> pointers, String detail) {
    assertThat(parse(plain)).isNull();
    assertThat(problems.keySet()).containsExactlyElementsOf(pointers);
    assertThat(problems.values()).allMatch(it -> it.startsWith(detail));
  }

  @Test
  void everyErrorOfEveryRouteIsNamed() {
    Map<String, Object> bad = new HashMap<>(Map.of("stage", "?", "method", "get", "path", "x"));
    assertThat(parse(List.of(bad, GOOD, with("path", "//")))).isNull();
    assertThat(problems)
        .containsOnlyKeys("/0/api_id", "/0/stage", "/0/method", "/0/path", "/2/path");
  }

  @Test
  void whatIsStoredReadsBack() {
    List<Route> routes =
        List.of(
            new Route("a", "live", "GET", "/a"),
            new Route("b", "*", "*", "*"),
            Route.ofHost("api.example.com", "GET", "/a"));
    assertThat(TYPE.stored(TYPE.plain(routes))).isEqualTo(routes);
    assertThat(parse(TYPE.plain(routes))).isEqualTo(routes);
    assertThat(TYPE.plainType()).isEqualTo(List.class);
  }

  private static Map<String, Object> with(String name, @Nullable Object value) {
    Map<String, @Nullable Object> route = new HashMap<>(GOOD);
    route.put(name, value);
    return route;
  }
}
