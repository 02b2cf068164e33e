package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.StoreReader;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.memory.InMemoryStores;
import dev.latchkey.tests.attack.RouteOracle.Called;
import dev.latchkey.tests.authorizer.InProcessAuthorizer;
import dev.latchkey.tests.local.AuthorizerCache;
import dev.latchkey.tests.system.Client;
import dev.latchkey.tests.system.Latchkey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tries keys where they have no business. */
@Tag("attack")
final class IsolationAttack {
  private static final int THREADS = 4;
  private static final int CALLS_EACH = 20;
  private static final Duration CACHE = Duration.ofMinutes(5);

  private static final List<String> EXISTING = List.of("/orders", "/orders/1001", "/orders/1002");
  private static final List<String> HTTP_PATHS =
      Stream.concat(
              EXISTING.stream(),
              Stream.of(
                  "/",
                  "/orders/",
                  "//orders",
                  "/orders//",
                  "/Orders",
                  "/ORDERS",
                  "/orders2",
                  "/orders%2F1001",
                  "/orders%2f1001",
                  "/orders/1001/",
                  "/orders/10011",
                  "/orders/..",
                  "/orders/../orders",
                  "/orders/..%2forders",
                  "/orders/%2E%2e/orders",
                  "/orders/..;/orders",
                  "/orders/..%3Ba/orders",
                  "/orders/.;a=b",
                  "/orders/..%5Corders",
                  "/orders//1001",
                  "/./orders",
                  "/orders/...",
                  "/orders/.1001",
                  "/orders/1001..2",
                  "/orders:1001",
                  "/%6Frders",
                  "/orders/%31001",
                  "/orders;a=b",
                  "/orders/1001;a=b",
                  "/orders/*",
                  "/orders*",
                  "/orders/1001%00",
                  "/orders/1001/x",
                  "/live/orders"))
          .toList();
  private static final List<Route> HTTP_ROUTES =
      List.of(
          new Route("x", "*", "GET", "/orders"),
          new Route("x", "*", "*", "/orders/*"),
          new Route("x", "live", "GET", "/orders/1001"),
          new Route("x", "*", "*", "/orders/1001/*"),
          new Route("x", "*", "POST", "*"),
          new Route("x", "other", "*", "*"),
          new Route("x", "*", "GET", "/Orders"),
          new Route("x", "*", "GET", "/orders%20"),
          new Route("x", "*", "GET", "/orders:1001"),
          new Route("x", "*", "*", "/orders/..."));

  @Test
  void aKeyOpensItsOwnDataApi() {
    Attack attack =
        Attack.on(
            IsolationAttack.class,
            "Each key at each data API",
            "A key grants access to its own data API and to no other. This holds with"
                + " the result cache off and on, in all four event formats, on the table.");
    int dataApis = attack.size("data-apis", 20, 100);
    int each = attack.size("keys-each", 10, 100);
    KeysOnTable table = new KeysOnTable();
    ThreadLocal<InProcessAuthorizer> authorizers =
        ThreadLocal.withInitial(
            () ->
                new InProcessAuthorizer(
                    new StoreReader(table.keys, table.dataApis), InstantSource.system()));
    Instant now = Instant.now();
    for (int i = 0; i < dataApis; i++) {
      SeededKeys.register(table.dataApis, id(i), routes(i), now, Attack.random(-i - 1));
    }
    attack.say("makes the keys");
    KeyText[] keys = new KeyText[dataApis * each];
    attack.inParallel(
        THREADS,
        keys.length,
        (n, random) ->
            keys[n] =
                SeededKeys.create(
                    table.keys, id(n / each), now, now.plus(SeededKeys.LIFE), random));
    attack.say("tries them all");
    LongAdder open = new LongAdder();
    LongAdder reused = new LongAdder();
    attack.inParallel(
        THREADS,
        keys.length,
        (n, random) -> {
          InProcessAuthorizer authorizer = authorizers.get();
          String key = keys[n].reveal();
          AuthorizerCache off = new AuthorizerCache(Duration.ZERO, System::nanoTime);
          AuthorizerCache on = new AuthorizerCache(CACHE, System::nanoTime);
          int first = random.nextInt(dataApis);
          for (int k = 0; k < dataApis; k++) {
            int i = (first + k) % dataApis;
            AuthorizerEventFormat shape = AuthorizerEventFormat.of(n + i);
            String own = arn(i);
            boolean passes = off.passes(key, own, () -> authorizer.answer(shape.event(own, key)));
            String shared = RouteOracle.SCOPE + "together/live/GET" + path(i);
            boolean again =
                on.passes(key, shared, () -> authorizer.answer(shape.event(shared, key)));
            assertThat(List.of(passes, again))
                .as("key of %s at %s", id(n / each), id(i))
                .containsOnly(i == n / each);
            open.add(passes ? 1 : 0);
            reused.add(again ? 1 : 0);
          }
        });
    assertThat(open.sum()).isEqualTo(keys.length);
    assertThat(reused.sum()).isEqualTo(keys.length);
    attack.leave(
        "%,d Allow in %,d decisions without the cache, and %,d in as many with it."
            .formatted(open.sum(), (long) keys.length * dataApis, reused.sum()));
  }

  @Test
  void aKeyOpensWhatItsRoutesName() {
    Attack attack =
        Attack.on(
            IsolationAttack.class,
            "Similar routes",
            "A key allows exactly the requests that its data API's routes name."
                + " Prefix, case, encoding, dots, slashes, stage and method vary, in all"
                + " four event formats, with the cache off and on. A backend that decodes"
                + " and normalizes the path serves only what a route names. In memory.");
    int dataApis = attack.size("route-sets", 2_000, 50_000);
    Instant now = Instant.now();
    LongAdder open = new LongAdder();
    attack.inParallel(
        THREADS,
        dataApis,
        (n, random) -> {
          InMemoryStores stores = new InMemoryStores();
          InProcessAuthorizer authorizer =
              new InProcessAuthorizer(stores.reader(), InstantSource.fixed(now));
          List<Route> routes = new ArrayList<>();
          for (int i = random.nextInt(5); i >= 0; i--) {
            routes.add(RouteOracle.route(random));
          }
          SeededKeys.register(stores.dataApis(), "attacked", routes, now, random);
          String key =
              SeededKeys.create(stores.keys(), "attacked", now, now.plus(SeededKeys.LIFE), random)
                  .reveal();
          AuthorizerCache off = new AuthorizerCache(Duration.ZERO, System::nanoTime);
          AuthorizerCache on = new AuthorizerCache(CACHE, System::nanoTime);
          String apiId = RouteOracle.apiId(random);
          String stage = RouteOracle.stage(random);
          for (int i = 0; i < CALLS_EACH; i++) {
            Called called = RouteOracle.called(apiId, stage, routes, random);
            AuthorizerEventFormat shape = AuthorizerEventFormat.of(random.nextInt());
            boolean opens = RouteOracle.opens(routes, called);
            String arn = called.arn();
            assertThat(off.passes(key, arn, () -> authorizer.answer(shape.event(arn, key))))
                .as("%s %s with %s", shape, called, routes)
                .isEqualTo(opens);
            boolean again = on.passes(key, arn, () -> authorizer.answer(shape.event(arn, key)));
            assertThat(again && !opens)
                .as("reused: %s %s with %s", shape, called, routes)
                .isFalse();
            assertThat(!opens || Backend.servesWhatIsNamed(routes, called))
                .as("served: %s with %s", called, routes)
                .isTrue();
            open.add(opens ? 1 : 0);
          }
        });
    long calls = (long) dataApis * CALLS_EACH;
    assertThat(open.sum()).isBetween(calls / 50, calls / 2);
    attack.leave(
        "%,d requests, of which a route named %,d. These passed, and no others."
            .formatted(calls, open.sum()));
  }

  @Test
  void aKeyOpensWhatItsRoutesNameOverHttp() {
    Attack attack =
        Attack.on(
            IsolationAttack.class,
            "Over HTTP",
            "Through the gateway and the packaged functions, a request is served only"
                + " if a route names it, with the result cache off and on.");
    Latchkey latchkey = Latchkey.inMemory();
    LongAdder served = new LongAdder();
    LongAdder tried = new LongAdder();
    List<String> apiIds = List.of(Latchkey.ORDERS, Latchkey.REUSING);
    attack.inParallel(
        THREADS,
        apiIds.size() * HTTP_ROUTES.size(),
        (n, random) -> {
          String apiId = apiIds.get(n % 2);
          Route route = HTTP_ROUTES.get(n / 2);
          Route named = new Route(apiId, route.stage(), route.method(), route.path());
          String key =
              HttpCalls.register(latchkey.as("engineer"), "http-" + n, named).text("/key/api_key");
          Client app = (n % 2 == 0 ? latchkey.orders() : latchkey.reusing()).with("X-Api-Key", key);
          for (int round = 0; round < 2; round++) {
            for (String path : HTTP_PATHS) {
              for (String method : List.of("GET", "POST", "HEAD")) {
                boolean opens =
                    RouteOracle.opens(List.of(named), new Called(apiId, "live", method, path));
                int status = HttpCalls.send(app, method, path).status();
                boolean isThere = method.equals("GET") && EXISTING.contains(path);
                assertThat(status == 200 ? opens : !(opens && isThere))
                    .as("%s %s of %s with %s: %d", method, path, apiId, named, status)
                    .isTrue();
                served.add(status == 200 ? 1 : 0);
                tried.increment();
              }
            }
          }
        });
    assertThat(served.sum()).isPositive();
    attack.leave(
        "%,d of %,d requests served: those that a route named, and no others."
            .formatted(served.sum(), tried.sum()));
  }

  @Test
  void aKeyReachesWhatItsRoutesNameBehindAProxy() {
    Attack attack =
        Attack.on(
            IsolationAttack.class,
            "Proxy resource",
            "A resource `{proxy+}` passes every path on to a backend that decodes and"
                + " normalizes it. The backend serves nothing that no route names, with the"
                + " result cache off and on.");
    Latchkey latchkey = Latchkey.inMemory();
    LongAdder served = new LongAdder();
    LongAdder tried = new LongAdder();
    attack.inParallel(
        THREADS,
        2 * HTTP_ROUTES.size(),
        (n, random) -> {
          String apiId = "proxy-" + n % 2;
          Route route = HTTP_ROUTES.get(n / 2);
          Route named = new Route(apiId, route.stage(), route.method(), route.path());
          String key =
              HttpCalls.register(latchkey.as("engineer"), "proxy-" + n, named).text("/key/api_key");
          Client app =
              latchkey.proxy(apiId, n % 2 * (int) CACHE.toSeconds()).with("X-Api-Key", key);
          for (int round = 0; round < 2; round++) {
            for (String path : HTTP_PATHS) {
              Called called = new Called(apiId, "live", "GET", path);
              int status = HttpCalls.send(app, "GET", path).status();
              boolean opens = RouteOracle.opens(List.of(named), called) && !path.equals("/");
              assertThat(status == 200)
                  .as("%s of %s with %s: %d", path, apiId, named, status)
                  .isEqualTo(opens);
              assertThat(status != 200 || Backend.servesWhatIsNamed(List.of(named), called))
                  .as("%s of %s with %s is served", path, apiId, named)
                  .isTrue();
              served.add(status == 200 ? 1 : 0);
              tried.increment();
            }
          }
        });
    assertThat(served.sum()).isPositive();
    attack.leave(
        ("%,d of %,d requests passed on: those that a route named both before and"
                + " after normalization, and no others.")
            .formatted(served.sum(), tried.sum()));
  }

  /** Every other data API has an API of its own; the rest share one. All share a third. */
  private static List<Route> routes(int i) {
    return List.of(
        i % 2 == 0 ? new Route("api-" + i, "*", "*", "*") : new Route("shared", "*", "*", below(i)),
        new Route("together", "*", "*", below(i)));
  }

  private static String arn(int i) {
    return RouteOracle.SCOPE
        + (i % 2 == 0 ? "api-" + i + "/live/GET/orders" : "shared/live/GET" + path(i));
  }

  private static String id(int i) {
    return "data-api-" + i;
  }

  private static String below(int i) {
    return "/d-" + i + "/*";
  }

  private static String path(int i) {
    return "/d-" + i + "/orders";
  }
}
