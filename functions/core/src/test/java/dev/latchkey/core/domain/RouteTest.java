package dev.latchkey.core.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.testing.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {
  @ParameterizedTest
  @CsvSource({"*, true", "/orders:search, true", "/orders/../x, false", "/or*, false"})
  void aPathHasTheFormOfARoutesPath(String path, boolean hasForm) {
    assertThat(hasForm("path", path)).isEqualTo(hasForm);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/*", "/", "!"})
  void refusesPathsOfEndlessSegmentsWithoutRunningOutOfStack(String end) {
    assertThat(hasForm("path", "/a".repeat(100_000) + end)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "api_id, a1b2c3d4e5, true",
    "api_id, orders-data-api, true",
    "api_id, *, false",
    "api_id, a/b, false",
    "stage, *, true",
    "stage, $default, true",
    "stage, live_2-b, true",
    "stage, li*, false",
    "stage, ${x}, false",
    "method, *, true",
    "method, GET, true",
    "method, OPTIONS, true",
    "method, get, false",
    "method, ANY, false",
    "method, TRACE, false",
    "method, GE*, false",
    "host, api.example.com, true",
    "host, localhost, true",
    "host, *.example.com, true",
    "host, a-1.example.com, true",
    "host, Api.example.com, false",
    "host, *, false",
    "host, *example.com, false",
    "host, *.*.example.com, false",
    "host, a.*.example.com, false",
    "host, api.example.com:443, false",
    "host, api.example.com., false",
    "host, -a.example.com, false",
    "host, a_b.example.com, false",
    "host, '', false",
  })
  void knowsTheFormOfEachPart(String field, String value, boolean hasForm) {
    assertThat(hasForm(field, value)).isEqualTo(hasForm);
  }

  @ParameterizedTest
  @CsvSource({
    "orders/x, live, GET, /orders",
    "orders, li*, GET, /orders",
    "orders, live, get, /orders",
    "orders, live, GET, orders",
    "orders, live, GET, /orders/..",
  })
  void hasNoPartWithoutItsForm(String apiId, String stage, String method, String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Route(apiId, stage, method, path));
  }

  @ParameterizedTest
  @CsvSource({
    "*, /, true",
    "*, /orders/1, true",
    "/, /, true",
    "/, /orders, false",
    "/*, /, false",
    "/*, /orders, true",
    "/*, /orders/1/2, true",
    "/orders, /orders, true",
    "/orders, /orders/, false",
    "/orders/, /orders/, true",
    "/orders/, /orders, false",
    "/orders:search, /orders:search, true",
    "/orders:search, /orders, false",
    "/orders, /Orders, false",
    "/orders, /orders/1, false",
    "/orders/*, /orders, false",
    "/orders/*, /orders/, false",
    "/orders/*, /orders/1, true",
    "/orders/*, /orders/1/lines, true",
    "/orders/*, /orders2/1, false",
  })
  void allowsPaths(String path, String requested, boolean opens) {
    assertThat(route("*", "*", path).allows(new ApiRequest("orders", "live", "GET", requested)))
        .isEqualTo(opens);
  }

  @Test
  void allowsOnlyItsApiStageAndMethod() {
    Route route = route("live", "GET", "*");
    assertThat(route.allows(new ApiRequest("orders", "live", "GET", "/"))).isTrue();
    assertThat(route.allows(new ApiRequest("other", "live", "GET", "/"))).isFalse();
    assertThat(route.allows(new ApiRequest("orders", "test", "GET", "/"))).isFalse();
    assertThat(route.allows(new ApiRequest("orders", "live", "POST", "/"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "api.example.com, api.example.com, true",
    "api.example.com, other.example.com, false",
    "api.example.com, example.com, false",
    "*.example.com, api.example.com, true",
    "*.example.com, a.b.example.com, false",
    "*.example.com, example.com, false",
    "*.example.com, .example.com, false",
    "*.example.com, apiexample.com, false",
    "*.example.com, notexample.com, false",
    "*.b.example.com, a.b.example.com, true",
  })
  void allowsHosts(String host, String requested, boolean allows) {
    assertThat(Route.ofHost(host, "*", "*").allows(ApiRequest.toHost(requested, "GET", "/orders")))
        .isEqualTo(allows);
  }

  @Test
  void aRouteOfAHostAllowsOnlyItsMethodAndPaths() {
    Route route = Route.ofHost("api.example.com", "GET", "/orders/*");
    assertThat(route.allows(toHost("GET", "/orders/1"))).isTrue();
    assertThat(route.allows(toHost("PUT", "/orders/1"))).isFalse();
    assertThat(route.allows(toHost("GET", "/orders"))).isFalse();
  }

  @Test
  void routesOfHostsAndOfApisHaveNothingInCommon() {
    Route ofHost = Route.ofHost("orders", "*", "*");
    Route ofApi = route("*", "*", "*");
    assertThat(ofHost.allows(new ApiRequest("orders", "live", "GET", "/"))).isFalse();
    assertThat(ofApi.allows(ApiRequest.toHost("orders", "GET", "/"))).isFalse();
    assertThat(ofHost.overlaps(ofApi)).isFalse();
    assertThat(ofApi.overlaps(ofHost)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "api.example.com, api.example.com, true",
    "api.example.com, www.example.com, false",
    "*.example.com, api.example.com, true",
    "*.example.com, a.b.example.com, false",
    "*.example.com, *.example.com, true",
    "*.example.com, *.b.example.com, false",
  })
  void routesOfHostsOverlapIfSomeHostMatchesBoth(String one, String other, boolean overlap) {
    Route first = Route.ofHost(one, "GET", "/orders/*");
    Route second = Route.ofHost(other, "*", "/orders/1");
    assertThat(first.overlaps(second)).isEqualTo(overlap);
    assertThat(second.overlaps(first)).isEqualTo(overlap);
    assertThat(first.overlaps(Route.ofHost(other, "PUT", "*"))).isFalse();
  }

  @Test
  void aRouteOfAHostHasNoApiAndNoStage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Route("a.example.com", "orders", "*", "*", "*"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Route("a.example.com", "", "live", "*", "*"));
  }

  @Test
  void overlapsIfSomeRequestMatchesBoth() {
    long seed = Seed.of(RouteTest.class);
    Random random = new Random(seed);
    List<String> paths = List.of("*", "/", "/*", "/a", "/a/*", "/a/b", "/a/b/*", "/ab", "/b/*");
    List<String> calledPaths = List.of("/", "/a", "/ab", "/a/b", "/a/c", "/a/b/c", "/b/c", "/c");
    List<ApiRequest> requests = new ArrayList<>();
    for (String stage : List.of("live", "test")) {
      for (String method : List.of("GET", "POST")) {
        calledPaths.forEach(path -> requests.add(new ApiRequest("orders", stage, method, path)));
      }
    }
    for (int i = 0; i < 10_000; i++) {
      Route one = draw(random, paths);
      Route other = draw(random, paths);
      boolean share =
          requests.stream().anyMatch(request -> one.allows(request) && other.allows(request));
      assertThat(one.overlaps(other)).as("seed %d: %s, %s", seed, one, other).isEqualTo(share);
      assertThat(other.overlaps(one)).isEqualTo(share);
    }
  }

  @Test
  void overlapsWithNoRouteOfAnotherApi() {
    assertThat(route("*", "*", "*").overlaps(new Route("other", "*", "*", "*"))).isFalse();
  }

  private static ApiRequest toHost(String method, String path) {
    return ApiRequest.toHost("api.example.com", method, path);
  }

  private static boolean hasForm(String field, String value) {
    return Route.problem(field, value) == null;
  }

  private static Route draw(Random random, List<String> paths) {
    return route(
        List.of("*", "live", "test").get(random.nextInt(3)),
        List.of("*", "GET", "POST").get(random.nextInt(3)),
        paths.get(random.nextInt(paths.size())));
  }

  private static Route route(String stage, String method, String path) {
    return new Route("orders", stage, method, path);
  }
}
