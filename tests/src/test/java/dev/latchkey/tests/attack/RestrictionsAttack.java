package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.Quota;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.memory.InMemoryStores;
import dev.latchkey.local.gateway.AuthorizerResult;
import dev.latchkey.local.gateway.GatewayJson;
import dev.latchkey.local.gateway.Policy;
import dev.latchkey.tests.attack.RouteOracle.Called;
import dev.latchkey.tests.authorizer.InProcessAuthorizer;
import dev.latchkey.tests.model.KeyModel;
import dev.latchkey.tests.model.KeyModel.Decision;
import dev.latchkey.tests.model.KeyModel.RequestModel;
import dev.latchkey.tests.model.KeyModel.RouteModel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Decides requests with keys that have random restrictions, and compares with a model. */
@Tag("attack")
final class RestrictionsAttack {
  private static final int THREADS = 4;
  private static final int REQUESTS_EACH = 20;
  private static final int OTHERS_EACH = 4;
  private static final String QUOTA = "quota-exceeded";

  private static final List<String> CLAIMS = List.of("region", "team", "desk");
  static final List<String> ADDRESSES =
      List.of(
          "192.0.2.1",
          "192.0.2.130",
          "192.0.3.1",
          "10.0.0.1",
          "0.0.0.0",
          "255.255.255.255",
          "2001:db8::1",
          "2001:db8:8000::1",
          "2001:db9::",
          "::",
          "::1",
          "::192.0.2.1",
          "::ffff:192.0.2.1",
          "::ffff:10.0.0.1");
  private static final List<String> BLOCKS =
      List.of(
          "192.0.2.0/24",
          "192.0.2.128/25",
          "192.0.2.1/32",
          "0.0.0.0/0",
          "10.0.0.0/8",
          "::/0",
          "::1/128",
          "::/96",
          "2001:db8::/32",
          "2001:db8:8000::/33");

  @Test
  void eachDecisionIsTheModels() {
    Attack attack =
        Attack.on(
            RestrictionsAttack.class,
            "Restrictions",
            "keys with random routes, methods, networks, claims, quotas and states are allowed what"
                + " a model allows, which shares no code with the service, in all four event"
                + " shapes; and each policy, evaluated for other addresses, methods and paths,"
                + " allows nothing else");
    int keys = attack.size("keys", 5_000, 50_000);
    Instant now = Instant.now();
    Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
    outcomes.put(QUOTA, new LongAdder());
    for (Decision decision : Decision.values()) {
      outcomes.put(word(decision), new LongAdder());
    }
    LongAdder others = new LongAdder();
    attack.inParallel(THREADS, keys, (n, random) -> decide(now, random, outcomes, others));
    outcomes.forEach(
        (word, count) -> assertThat(count.sum()).as("decisions %s", word).isGreaterThan(keys / 10));
    long allowed = Objects.requireNonNull(outcomes.get(word(Decision.ALLOWED))).sum();
    assertThat(others.sum()).isGreaterThan(allowed);
    attack.leave(
        "%,d decisions as the model's: %s; %,d other requests judged by their policies"
            .formatted(
                (long) keys * REQUESTS_EACH,
                outcomes.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(each -> "%,d %s".formatted(each.getValue().sum(), each.getKey()))
                    .collect(Collectors.joining(", ")),
                others.sum()));
  }

  private static void decide(
      Instant now, SplittableRandom random, Map<String, LongAdder> outcomes, LongAdder others) {
    InMemoryStores stores = new InMemoryStores();
    List<Route> routes = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      routes.add(RouteOracle.route(random));
    }
    SeededKeys.register(stores.dataApis(), "attacked", routes, now, random);
    KeyText text =
        SeededKeys.create(stores.keys(), "attacked", now, now.plus(SeededKeys.LIFE), random);
    String key = text.reveal();
    Instant clock = random.nextInt(12) == 0 ? now.plus(SeededKeys.LIFE) : now;
    long quota = random.nextBoolean() ? 1 + random.nextInt(2) : Long.MAX_VALUE;
    KeyModel model = restrict(stores, text, routes, quota, clock, random);
    InProcessAuthorizer authorizer =
        new InProcessAuthorizer(stores.reader(), InstantSource.fixed(clock));
    String apiId = RouteOracle.one(routes, random).apiId();
    String stage = RouteOracle.stage(random);
    long used = 0;
    for (int i = 0; i < REQUESTS_EACH; i++) {
      Called called = RouteOracle.called(apiId, stage, routes, random);
      AuthorizerEventFormat format = AuthorizerEventFormat.of(random.nextInt());
      String address = RouteOracle.one(ADDRESSES, random);
      Decision expected =
          model.decide(request(called, format == AuthorizerEventFormat.TOKEN ? null : address));
      boolean isOver = expected == Decision.ALLOWED && used >= quota;
      byte @Nullable [] answer = authorizer.answer(format.event(called.arn(), key, address));
      String word = isOver ? QUOTA : word(expected);
      assertThat(word(answer, called.arn(), address))
          .as("%s %s from %s with %s", format, called, address, model)
          .isEqualTo(word);
      used += expected == Decision.ALLOWED && !isOver ? 1 : 0;
      Objects.requireNonNull(outcomes.get(word)).increment();
      if (answer != null) {
        judge(answer, model, called, expected == Decision.ALLOWED && !isOver, routes, random);
        others.add(OTHERS_EACH);
      }
    }
  }

  /** Gives a key random restrictions, and returns its model. */
  static KeyModel restrict(
      InMemoryStores stores,
      KeyText text,
      List<Route> routes,
      long quota,
      Instant now,
      SplittableRandom random) {
    FieldEdits edits = FieldEdits.NONE;
    Set<String> methods = random.nextBoolean() ? null : some(Route.METHODS, random);
    if (methods != null) {
      edits = edits.set(KeyFields.METHODS, methods.stream().sorted().toList());
    }
    List<String> networks = random.nextBoolean() ? null : List.copyOf(some(BLOCKS, random));
    if (networks != null) {
      edits = edits.set(KeyFields.NETWORKS, KeyFields.NETWORKS.type().stored(networks));
    }
    Set<String> claims = random.nextInt(3) == 0 ? Set.of() : some(CLAIMS, random);
    if (!claims.isEmpty()) {
      Map<String, String> values = new HashMap<>();
      claims.forEach(name -> values.put(name, "value of " + name));
      edits = edits.set(KeyFields.CLAIMS, values);
    }
    if (quota < Long.MAX_VALUE) {
      edits = edits.set(KeyFields.QUOTA, new Quota(quota, Quota.Period.MONTH));
    }
    SeededKeys.done(
        stores.keys().edit(text.keyId(), new KeyEdit(edits, null), SeededKeys.change(now)));
    Set<String> required = random.nextInt(3) == 0 ? some(CLAIMS, random) : Set.of();
    SeededKeys.done(
        stores
            .dataApis()
            .edit(
                "attacked",
                FieldEdits.NONE.set(DataApiFields.REQUIRED_CLAIMS, List.copyOf(required)),
                SeededKeys.change(now)));
    boolean isValid = stores.keys().find(text.keyId()).orElseThrow().status(now).isLive();
    if (isValid && random.nextInt(12) == 0) {
      SeededKeys.done(stores.keys().suspend(text.keyId(), null, SeededKeys.change(now)));
      isValid = random.nextBoolean();
      if (isValid) {
        SeededKeys.done(stores.keys().resume(text.keyId(), SeededKeys.change(now)));
      }
    } else if (isValid && random.nextInt(12) == 0) {
      SeededKeys.done(stores.keys().revoke(text.keyId(), null, SeededKeys.change(now)));
      isValid = false;
    }
    return new KeyModel(
        isValid,
        claims,
        required,
        routes.stream()
            .map(it -> new RouteModel(it.apiId(), it.stage(), it.method(), it.path()))
            .toList(),
        methods,
        networks);
  }

  /** Evaluates a policy for other requests, as API Gateway does with a cached one. */
  private static void judge(
      byte[] answer,
      KeyModel model,
      Called called,
      boolean isAllowed,
      List<Route> routes,
      SplittableRandom random) {
    for (int i = 0; i < OTHERS_EACH; i++) {
      Called other =
          RouteOracle.called(
              i == 0 ? RouteOracle.apiId(random) : called.apiId(),
              i == 1 ? RouteOracle.stage(random) : called.stage(),
              routes,
              random);
      String address = RouteOracle.one(ADDRESSES, random);
      boolean passes = passes(answer, other.arn(), address);
      boolean expected = model.decide(request(other, address)) == Decision.ALLOWED;
      assertThat(passes && !expected)
          .as("%s, then %s from %s with %s", called, other, address, model)
          .isFalse();
      boolean isSameStage =
          other.apiId().equals(called.apiId()) && other.stage().equals(called.stage());
      if (isAllowed && isSameStage && Route.METHODS.contains(other.method())) {
        assertThat(passes)
            .as("%s is kept for %s from %s with %s", called, other, address, model)
            .isEqualTo(expected);
      }
    }
  }

  private static String word(Decision decision) {
    return decision.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String word(byte @Nullable [] answer, String arn, String address) {
    if (answer == null) {
      return "unauthorized";
    }
    JsonNode json = Objects.requireNonNull(GatewayJson.read(answer));
    return passes(answer, arn, address) ? "allowed" : json.at("/context/problem").asText();
  }

  private static boolean passes(byte[] answer, String arn, String address) {
    return AuthorizerResult.read(Objects.requireNonNull(GatewayJson.read(answer)), false)
            .policy()
            .decide(arn, Map.of("aws:SourceIp", address))
        == Policy.Decision.ALLOW;
  }

  private static RequestModel request(Called called, @Nullable String address) {
    return new RequestModel(
        called.apiId(), called.stage(), called.method(), called.path(), address);
  }

  private static Set<String> some(List<String> all, SplittableRandom random) {
    Set<String> some =
        all.stream()
            .filter(each -> random.nextInt(3) == 0)
            .collect(Collectors.toCollection(HashSet::new));
    return some.isEmpty() ? Set.of(RouteOracle.one(all, random)) : some;
  }
}
