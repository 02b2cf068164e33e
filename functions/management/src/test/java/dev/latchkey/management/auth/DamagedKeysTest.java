package dev.latchkey.management.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import dev.latchkey.management.json.JsonText;
import dev.latchkey.testing.Seed;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests that a damaged key in a set does not affect the other key. */
class DamagedKeysTest {
  private static final int ROUNDS = 10_000;
  private static final List<JWK> KEYS =
      List.of(
          TestOidcProvider.rsa("b"),
          TestOidcProvider.EC_256,
          TestOidcProvider.EC_521,
          Ed25519TestKey.KEY.jwk("rsa-1"));
  private static final List<String> MEMBERS =
      List.of(
          "kty",
          "kid",
          "use",
          "key_ops",
          "alg",
          "crv",
          "n",
          "e",
          "x",
          "y",
          "d",
          "exp",
          "nbf",
          "iat",
          "x5c",
          "x5t",
          "x5t#S256",
          "x5u",
          "revoked",
          "k",
          "oth",
          "p");
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "2030",
          "1e999",
          "1e-999",
          "9".repeat(400),
          "\"\"",
          "\"RSA\"",
          "\"EC\"",
          "\"OKP\"",
          "\"oct\"",
          "\"AKP\"",
          "\"P-256\"",
          "\"X448\"",
          "\"sig\"",
          "\"enc\"",
          "\"AQAB\"",
          "\"!!\"",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "[]",
          "[null]",
          "[\"verify\"]",
          "[\"foo\",7]",
          "{}",
          "{\"reason\":\"compromised\",\"revoked_at\":1}",
          "[[[[]]]]",
          "\"rsa-1\"");

  @Test
  void theOtherVerifies() throws Exception {
    long seed = Seed.of(DamagedKeysTest.class);
    Random random = new Random(seed);
    SignedToken token = SignedToken.parse(TokenBuilder.of("https://login.example").signed());
    int ignored = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String good = TestOidcProvider.RSA.toPublicJWK().toJSONString();
      JWK whole = KEYS.get(random.nextInt(KEYS.size()));
      String damaged = damage(whole, random);
      List<String> keys = random.nextBoolean() ? List.of(good, damaged) : List.of(damaged, good);
      Log log = new Log();
      ProviderKeys provider =
          new ProviderKeys(
              () -> "{\"keys\":[" + String.join(",", keys) + "]}",
              InstantSource.fixed(TokenBuilder.NOW),
              log);
      try {
        provider.requireSignature(token);
      } catch (Exception e) {
        throw new AssertionError("seed " + seed + ", round " + round + ": " + damaged, e);
      }
      assertThat(log.ignored).as("seed %d: %s", seed, damaged).hasSizeLessThan(2);
      assertThat(log.ignored.toString())
          .as("seed %d: %s", seed, damaged)
          .doesNotContain(whole.toJSONObject().getOrDefault("x", "no x").toString())
          .doesNotContain(whole.toJSONObject().getOrDefault("n", "no n").toString());
      ignored += log.ignored.size();
    }
    assertThat(ignored).as("seed %d", seed).isBetween(ROUNDS / 10, ROUNDS * 9 / 10);
  }

  /** Returns the JSON of a key after random damage. */
  private static String damage(JWK key, Random random) {
    Map<String, String> members = new LinkedHashMap<>();
    key.toPublicJWK()
        .toJSONObject()
        .forEach((name, value) -> members.put(name, JsonText.of(value)));
    List<String> pairs = new ArrayList<>();
    for (int left = random.nextInt(3); left >= 0; left--) {
      String member = MEMBERS.get(random.nextInt(MEMBERS.size()));
      String value = VALUES.get(random.nextInt(VALUES.size()));
      switch (random.nextInt(4)) {
        case 0 -> members.remove(member);
        case 1 -> pairs.add(JsonText.of(member) + ":" + value);
        default -> members.put(member, value);
      }
    }
    members.forEach((name, value) -> pairs.add(JsonText.of(name) + ":" + value));
    String damaged = "{" + String.join(",", pairs) + "}";
    return random.nextInt(50) == 0 ? VALUES.get(random.nextInt(VALUES.size())) : damaged;
  }

  private static final class Log implements OperatorTokens.FetchObserver {
    final List<String> ignored = new ArrayList<>();

    @Override
    public void failed(IOException reason) {
      throw new AssertionError(reason);
    }

    @Override
    public void ignored(List<String> keys) {
      ignored.addAll(keys);
    }
  }
}
