package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.ExplainRequest;
import dev.latchkey.core.application.ExplainRequest.Question;
import dev.latchkey.core.application.Explanation;
import dev.latchkey.core.application.Explanation.Outcome;
import dev.latchkey.core.domain.ApiRequest;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.Rotation;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.domain.Secret;
import dev.latchkey.core.memory.InMemoryStores;
import dev.latchkey.local.gateway.AuthorizerResult;
import dev.latchkey.local.gateway.GatewayJson;
import dev.latchkey.local.gateway.Policy;
import dev.latchkey.tests.attack.RouteOracle.Called;
import dev.latchkey.tests.authorizer.InProcessAuthorizer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Explains random requests, and compares with what the authorizer does and logs. */
@Tag("attack")
final class ExplainAttack {
  private static final int THREADS = 4;
  private static final int REQUESTS_EACH = 20;
  private static final String ALLOWED = "allowed";
  private static final Pattern REASON = Pattern.compile("\"reason\":\"([a-z_]+)\"");

  @Test
  void eachExplanationIsTheAuthorizersDecision() {
    Attack attack =
        Attack.on(
            ExplainAttack.class,
            "Explanations",
            "the explanation of a request has the outcome of the authorizer's decision, and the"
                + " reason in the authorizer's log");
    int keys = attack.size("keys", 5_000, 50_000);
    Instant now = Instant.now();
    Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
    attack.inParallel(THREADS, keys, (n, random) -> explain(now, random, outcomes));
    Set<String> reasons = new HashSet<>(outcomes.keySet());
    assertThat(reasons)
        .containsExactlyInAnyOrder(
            ALLOWED,
            "malformed",
            "unknown",
            "deleted",
            "wrong_secret",
            "revoked",
            "expired",
            "suspended",
            "data_api_gone",
            "claim_missing",
            "ambiguous_path",
            "route",
            "method",
            "network",
            "quota");
    attack.leave(
        "%,d explanations as decided: %s"
            .formatted((long) keys * REQUESTS_EACH, new TreeMap<>(outcomes)));
  }

  private static void explain(
      Instant now, SplittableRandom random, Map<String, LongAdder> outcomes) {
    InMemoryStores stores = new InMemoryStores();
    List<Route> routes = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      routes.add(RouteOracle.route(random));
    }
    SeededKeys.register(stores.dataApis(), "attacked", routes, now, random);
    KeyText text =
        SeededKeys.create(stores.keys(), "attacked", now, now.plus(SeededKeys.LIFE), random);
    Instant clock = random.nextInt(12) == 0 ? now.plus(SeededKeys.LIFE) : now;
    long quota = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : Long.MAX_VALUE;
    RestrictionsAttack.restrict(stores, text, routes, quota, clock, random);
    List<KeyText> secrets = rotate(stores, text, clock, random);
    end(stores, text, clock, random);
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    InProcessAuthorizer authorizer =
        new InProcessAuthorizer(stores.reader(), stores.leases(), InstantSource.fixed(clock), log);
    ExplainRequest explain = new ExplainRequest(stores.all(), List.of("lk"));
    String apiId = RouteOracle.one(routes, random).apiId();
    String stage = RouteOracle.stage(random);
    for (int i = 0; i < REQUESTS_EACH; i++) {
      Called called = RouteOracle.called(apiId, stage, routes, random);
      String address = RouteOracle.one(RestrictionsAttack.ADDRESSES, random);
      String key = key(secrets, random);
      Explanation explanation =
          explain.explain(
              new Question(
                  key,
                  null,
                  new ApiRequest(called.apiId(), called.stage(), called.method(), called.path()),
                  address,
                  null),
              clock);
      log.reset();
      byte @Nullable [] answer =
          authorizer.answer(AuthorizerEventFormat.REST.event(called.arn(), key, address));
      Outcome outcome = outcome(answer, called.arn(), address);
      String reason = outcome == Outcome.ALLOWED ? null : reason(log);
      assertThat(explanation.outcome())
          .as("%s from %s: %s", called, address, explanation)
          .isEqualTo(outcome);
      assertThat(explanation.reason())
          .as("%s from %s: %s", called, address, explanation)
          .isEqualTo(reason);
      outcomes
          .computeIfAbsent(Objects.requireNonNullElse(reason, ALLOWED), each -> new LongAdder())
          .increment();
    }
  }

  /** Rotates some keys, and returns the texts of each secret. */
  private static List<KeyText> rotate(
      InMemoryStores stores, KeyText text, Instant clock, SplittableRandom random) {
    List<KeyText> secrets = new ArrayList<>(List.of(text));
    if (stores.keys().find(text.keyId()).orElseThrow().status(clock).isLive()
        && random.nextInt(3) == 0) {
      KeyText next = new KeyText("lk", text.keyId(), Secret.draw(random));
      SeededKeys.done(
          stores
              .keys()
              .rotate(
                  text.keyId(),
                  new Rotation(
                      "lk",
                      SeededKeys.hash(next),
                      random.nextBoolean() ? clock.plus(Duration.ofHours(1)) : null),
                  SeededKeys.change(clock)));
      secrets.add(next);
    }
    return secrets;
  }

  /** Deletes some keys, and the data API of others. */
  private static void end(
      InMemoryStores stores, KeyText text, Instant clock, SplittableRandom random) {
    if (random.nextInt(20) == 0) {
      stores.keys().revoke(text.keyId(), null, SeededKeys.change(clock));
      SeededKeys.done(stores.keys().delete(text.keyId(), SeededKeys.change(clock)));
    } else if (random.nextInt(20) == 0) {
      SeededKeys.done(stores.dataApis().delete("attacked", SeededKeys.change(clock)));
    }
  }

  private static String key(List<KeyText> secrets, SplittableRandom random) {
    String key = RouteOracle.one(secrets, random).reveal();
    return switch (random.nextInt(20)) {
      case 0 -> key.substring(0, key.length() - 1) + (key.endsWith("0") ? "1" : "0");
      case 1 -> SeededKeys.draw(random).reveal();
      case 2 -> new KeyText("lk", secrets.get(0).keyId(), Secret.draw(random)).reveal();
      default -> key;
    };
  }

  private static Outcome outcome(byte @Nullable [] answer, String arn, String address) {
    if (answer == null) {
      return Outcome.UNAUTHORIZED;
    }
    return AuthorizerResult.read(Objects.requireNonNull(GatewayJson.read(answer)), false)
                .policy()
                .decide(arn, Map.of("aws:SourceIp", address))
            == Policy.Decision.ALLOW
        ? Outcome.ALLOWED
        : Outcome.DENIED;
  }

  private static String reason(ByteArrayOutputStream log) {
    String lines = log.toString(StandardCharsets.UTF_8);
    Matcher reasons = REASON.matcher(lines);
    String last = null;
    while (reasons.find()) {
      last = reasons.group(1);
    }
    return Objects.requireNonNull(last, lines);
  }
}
