package dev.latchkey.tests.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.KeyHeaders.Credential;
import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.application.ProveKey;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.memory.InMemoryStores;
import dev.latchkey.tests.authorizer.InProcessAuthorizer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tries to learn a secret from how long a refusal takes. */
@Tag("attack")
final class TimingAttack {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final List<Route> ROUTES = List.of(new Route("a1", "*", "*", "*"));
  private static final int KEYS = 64;
  private static final int CHECKSUM = 6;
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final double NEGLIGIBLE = 0.05;

  /** What every refusal of a key is for an HTTP API, whatever the reason. */
  private static final String REFUSAL =
      ("{\"principalId\":\"unauthorized\",\"policyDocument\":{\"Version\":\"2012-10-17\",\"Statement\":"
              + "[{\"Action\":\"execute-api:Invoke\",\"Effect\":\"Deny\",\"Resource\":[\"%s\"]}]},"
              + "\"context\":{\"problem\":\"unauthorized\",\"detail\":\"The API key is missing or invalid.\","
              + "\"retry_after\":\"\"}}")
          .formatted(AuthorizerWithClock.ARN);

  @Test
  void aWrongCharacterTellsNothingOfItsPlace() {
    Attack attack =
        Attack.on(
            TimingAttack.class,
            "First and last character",
            "The time of a rejection does not reveal whether the first or the last"
                + " character of the secret is wrong: Cliff's δ is below 0.05. In memory.");
    int each = attack.size("verifications", 20_000, 50_000);
    SplittableRandom random = Attack.random(9);
    InMemoryStores stores = new InMemoryStores();
    SeededKeys.register(stores.dataApis(), "timed", ROUTES, NOW, random);
    List<KeyText> keys = keys(stores.keys(), random);
    InProcessAuthorizer authorizer =
        new InProcessAuthorizer(stores.reader(), InstantSource.fixed(NOW));
    Timings timings =
        Timings.of(
            attack,
            each,
            random,
            Map.of(
                "first", asks(authorizer, keys.stream().map(key -> wrong(key, true)).toList()),
                "last", asks(authorizer, keys.stream().map(key -> wrong(key, false)).toList())));
    double delta = timings.delta("first", "last");
    attack.say(timings.medians());
    assertThat(Math.abs(delta)).isLessThan(NEGLIGIBLE);
    attack.leave("δ = %+.4f; medians: %s".formatted(delta, timings.medians()));
  }

  @Test
  void neitherDoesItToWhoAsksAboutTheirOwnKey() {
    Attack attack =
        Attack.on(
            TimingAttack.class,
            "First and last character, self-service",
            "The time of a rejection by self-service does not reveal whether the first or the last"
                + " character of the secret is wrong: Cliff's δ is below 0.05. In memory.");
    int each = attack.size("verifications", 20_000, 50_000);
    SplittableRandom random = Attack.random(10);
    InMemoryStores stores = new InMemoryStores();
    SeededKeys.register(stores.dataApis(), "timed", ROUTES, NOW, random);
    List<KeyText> keys = keys(stores.keys(), random);
    ProveKey proveKey = new ProveKey(stores.keys(), List.of("lk"));
    Timings timings =
        Timings.of(
            attack,
            each,
            random,
            Map.of(
                "first", proves(proveKey, keys.stream().map(key -> wrong(key, true)).toList()),
                "last", proves(proveKey, keys.stream().map(key -> wrong(key, false)).toList())));
    double delta = timings.delta("first", "last");
    assertThat(Math.abs(delta)).isLessThan(NEGLIGIBLE);
    attack.leave("δ = %+.4f; medians: %s".formatted(delta, timings.medians()));
  }

  private static IntConsumer proves(ProveKey proveKey, List<String> keys) {
    return turn -> {
      try {
        proveKey.prove(new Credential.One(keys.get(turn % keys.size())), NOW);
        throw new AssertionError("A wrong secret was proven.");
      } catch (RequestException unauthorized) {
        assertThat(unauthorized.reason()).isEqualTo(RequestException.Reason.UNAUTHORIZED);
      }
    };
  }

  private static List<KeyText> keys(KeyStore keys, SplittableRandom random) {
    return IntStream.range(0, KEYS)
        .mapToObj(i -> SeededKeys.create(keys, "timed", NOW, NOW.plus(SeededKeys.LIFE), random))
        .toList();
  }

  private static IntConsumer asks(InProcessAuthorizer authorizer, List<String> keys) {
    List<byte[]> events =
        keys.stream()
            .map(key -> AuthorizerEventFormat.HTTP_1.event(AuthorizerWithClock.ARN, key))
            .toList();
    assertThat(events)
        .allSatisfy(
            event -> assertThat(authorizer.answer(event)).asString(UTF_8).isEqualTo(REFUSAL));
    return turn -> authorizer.answer(events.get(turn % events.size()));
  }

  /** A key with one character of its secret wrong, under a checksum that is right. */
  private static String wrong(KeyText key, boolean isFirst) {
    String text = key.reveal();
    int at = isFirst ? text.lastIndexOf('_') + 1 : text.length() - CHECKSUM - 1;
    String body =
        text.substring(0, at)
            + (text.charAt(at) == 'a' ? 'b' : 'a')
            + text.substring(at + 1, text.length() - CHECKSUM);
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    long rest = crc.getValue();
    char[] digits = new char[CHECKSUM];
    for (int i = CHECKSUM - 1; i >= 0; i--) {
      digits[i] = BASE62.charAt((int) (rest % BASE62.length()));
      rest /= BASE62.length();
    }
    return body + new String(digits);
  }
}
