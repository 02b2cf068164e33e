package dev.latchkey.authorizer.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.latchkey.authorizer.event.MethodArn;
import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.Creation;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.DataApiRef;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.domain.RoutePath;
import dev.latchkey.local.gateway.Wildcard;
import dev.latchkey.testing.Seed;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicyResourcesTest {
  private static final String SCOPE = "arn:aws:execute-api:eu-west-1:123456789012:";
  private static final String[] APIS = {"a1", "a12", "b2"};
  private static final String[] STAGES = {"live", "live2", "$default", "GET"};
  private static final String[] METHODS = {
    "GET", "PUT", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS"
  };
  private static final String[] SEGMENTS = {
    "a", "b", "GET", "live", "a%20b", "$:@", "*", "?", "${aws}", ""
  };
  private static final String[] ROUTE_SEGMENTS = {"a", "b", "GET", "live", "a%20b", "$:@"};

  @Test
  void routesOfHostsAreInNoPolicy() {
    assertThat(
            PolicyResources.of(
                dataApi(
                    List.of(
                        Route.ofHost("a1", "*", "*"),
                        Route.ofHost("*.example.com", "GET", "/orders"),
                        new Route("a1", "live", "GET", "/orders"))),
                null,
                arn("GET/orders")))
        .singleElement()
        .asString()
        .endsWith(":a1/live/GET/orders");
  }

  @Test
  void theyAllowExactlyTheRoutesOnTheRequestedStage() {
    long seed = Seed.of(PolicyResourcesTest.class);
    Random random = new Random(seed);
    int opened = 0;
    for (int round = 0; round < 100_000; round++) {
      DataApi dataApi = dataApi(routes(random));
      MethodArn first = requested(random, pick(random, APIS), pick(random, STAGES));
      MethodArn later = requested(random, first.request().apiId(), first.request().stage());
      List<String> resources = PolicyResources.of(dataApi, null, first);
      for (MethodArn requested : List.of(first, later)) {
        boolean opens = dataApi.allows(requested.request());
        if (allows(resources, requested) != opens) {
          fail("seed %d, round %d: %s, then %s".formatted(seed, round, first, requested));
        }
        opened += opens ? 1 : 0;
      }
    }
    assertThat(opened).isBetween(10_000, 190_000);
  }

  @Test
  void theyAllowExactlyTheRoutesWithinTheMethodsOfAKey() {
    long seed = Seed.of(PolicyResourcesTest.class);
    Random random = new Random(seed);
    int opened = 0;
    for (int round = 0; round < 100_000; round++) {
      DataApi dataApi = dataApi(routes(random));
      List<String> methods =
          Stream.of(METHODS).filter(method -> random.nextBoolean()).sorted().toList();
      MethodArn first = requested(random, pick(random, APIS), pick(random, STAGES));
      MethodArn later = requested(random, first.request().apiId(), first.request().stage());
      List<String> resources = PolicyResources.of(dataApi, methods, first);
      for (MethodArn requested : List.of(first, later)) {
        boolean opens =
            dataApi.allows(requested.request()) && methods.contains(requested.request().method());
        if (allows(resources, requested) != opens) {
          fail("seed %d, round %d: %s, then %s".formatted(seed, round, first, requested));
        }
        opened += opens ? 1 : 0;
      }
    }
    assertThat(opened).isBetween(5_000, 190_000);
  }

  @Test
  void theyNeverOpenMoreOnAnotherStageOrApi() {
    long seed = Seed.of(PolicyResourcesTest.class);
    Random random = new Random(seed);
    for (int round = 0; round < 100_000; round++) {
      DataApi dataApi = dataApi(routes(random));
      MethodArn first = requested(random, pick(random, APIS), pick(random, STAGES));
      MethodArn later = requested(random, pick(random, APIS), pick(random, STAGES));
      if (allows(PolicyResources.of(dataApi, null, first), later)
          && !dataApi.allows(later.request())) {
        fail("seed %d, round %d: %s, then %s".formatted(seed, round, first, later));
      }
    }
  }

  @Test
  void anyMethodIsEachMethodSinceAWildcardWouldReachDeeperPaths() {
    List<String> resources =
        PolicyResources.of(
            dataApi(List.of(new Route("a1", "*", "*", "/orders"))), null, arn("GET/orders"));

    assertThat(resources).hasSize(7).allMatch(resource -> resource.endsWith("/orders"));
    assertThat(allows(resources, arn("PATCH/orders"))).isTrue();
    assertThat(allows(resources, arn("GET/x/orders"))).isFalse();
  }

  @Test
  void allBelowIsNotThePathItself() {
    List<String> resources =
        PolicyResources.of(
            dataApi(List.of(new Route("a1", "*", "GET", "/orders/*"))), null, arn("GET/x"));

    assertThat(resources).containsExactly(SCOPE + "a1/live/GET/orders/?*");
    assertThat(allows(resources, arn("GET/orders/"))).isFalse();
    assertThat(allows(resources, arn("GET/orders/1/items"))).isTrue();
  }

  @Test
  void everythingIsOneResource() {
    assertThat(
            PolicyResources.of(dataApi(List.of(new Route("a1", "*", "*", "*"))), null, arn("GET/")))
        .containsExactly(SCOPE + "a1/*/*/*");
    assertThat(
            PolicyResources.of(
                dataApi(List.of(new Route("a1", "live", "*", "*"))), null, arn("GET/")))
        .containsExactly(SCOPE + "a1/live/*/*");
  }

  @Test
  void theLongestRouteThatApiGatewayCanHaveStaysWithinAResource() {
    String path = "/" + "x".repeat(RoutePath.MAX_LENGTH - 3) + "/*";
    Route route = new Route("a".repeat(64), "s".repeat(128), "OPTIONS", path);
    MethodArn requested =
        MethodArn.parse(
            "arn:aws-us-gov:execute-api:us-gov-west-1:123456789012:"
                + "a".repeat(64)
                + "/live/OPTIONS/");

    assertThat(PolicyResources.of(dataApi(List.of(route)), null, requested))
        .singleElement()
        .satisfies(
            resource ->
                assertThat(resource.length()).isLessThanOrEqualTo(MethodArn.MAX_RESOURCE_LENGTH));
  }

  private static boolean allows(List<String> resources, MethodArn requested) {
    return resources.stream().anyMatch(resource -> Wildcard.matches(resource, requested.text()));
  }

  private static MethodArn arn(String methodAndPath) {
    return MethodArn.parse(SCOPE + "a1/live/" + methodAndPath);
  }

  private static MethodArn requested(Random random, String api, String stage) {
    StringBuilder path = new StringBuilder();
    for (int left = random.nextInt(4); left >= 0; left--) {
      path.append('/').append(pick(random, SEGMENTS));
    }
    return MethodArn.parse(SCOPE + api + "/" + stage + "/" + pick(random, METHODS) + path);
  }

  private static List<Route> routes(Random random) {
    return IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(i -> route(random)).toList();
  }

  private static Route route(Random random) {
    return new Route(
        pick(random, APIS),
        random.nextBoolean() ? "*" : pick(random, STAGES),
        random.nextBoolean() ? "*" : pick(random, METHODS),
        path(random));
  }

  private static String path(Random random) {
    if (random.nextInt(6) == 0) {
      return random.nextBoolean() ? "*" : "/";
    }
    StringBuilder path = new StringBuilder();
    for (int left = random.nextInt(3); left > 0; left--) {
      path.append('/').append(pick(random, ROUTE_SEGMENTS));
    }
    return path.isEmpty() || random.nextBoolean() ? path + "/*" : path.toString();
  }

  private static DataApi dataApi(List<Route> routes) {
    return DataApi.registered(
        new DataApiRef("orders", "sales", "r"),
        FieldValues.NONE.with(DataApiFields.ROUTES, routes),
        new Creation(Instant.EPOCH, new Actor("s", "n")));
  }

  private static String pick(Random random, String[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
