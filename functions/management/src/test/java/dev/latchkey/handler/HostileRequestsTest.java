package dev.latchkey.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Seed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Requests as no client sends them: each is refused or served, and none is an internal error. */
class HostileRequestsTest {
  private static final int ROUNDS = 30_000;
  private static final List<String> BODIES =
      List.of(
          "{\"data_api_id\":\"orders\",\"name\":\"x\",\"validity_days\":30}",
          "{\"data_api_id\":\"a\",\"domain\":\"d\",\"dataset\":\"s\",\"routes\":[{\"api_id\":\"a\","
              + "\"path\":\"/o/*\"}],\"key\":{\"expires_at\":\"2026-12-01T00:00:00Z\"}}",
          "{\"name\":\"y\",\"description\":null,\"expires_at\":\"2026-12-01T00:00:00+01:00\"}",
          "{\"validity_days\":1}",
          "{\"grace_hours\":24}",
          "{\"reason\":\"leaked\"}",
          "{\"routes\":[{\"api_id\":\"a\",\"stage\":\"*\",\"method\":\"GET\",\"path\":\"*\"}]}");
  private static final String ALPHABET =
      "{}[]\",:\\/*0123456789.-+eEtrufalsn \u0000\u007f\u00e4\u20ac\ud800\udc00\ufeff\u2028";

  private final TestApi api = new TestApi();
  private final String keyId = api.key("orders");

  @Test
  void noneIsAnInternalError() {
    long seed = Seed.of(HostileRequestsTest.class);
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      String body = mutate(BODIES.get(random.nextInt(BODIES.size())), random);
      Call call =
          Call.of(TestApi.CALLS.get(random.nextInt(TestApi.CALLS.size())))
              .at("key_id", random.nextInt(4) == 0 ? mutate(keyId, random) : keyId)
              .at("data_api_id", random.nextInt(4) == 0 ? mutate("orders", random) : "orders");
      if (random.nextInt(4) == 0) {
        call.query(mutate("cursor", random), mutate("MSAxNzk1MjUxNjAwIDE3OTU", random));
      }
      if (random.nextInt(8) == 0) {
        call.header("Idempotency-Key", mutate("0123456789abcdef", random));
      }
      if (random.nextInt(8) == 0) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_16);
        call.base64Body(mutate(Base64.getEncoder().encodeToString(bytes), random));
      } else {
        call.header("content-type", "application/json").rawBody(body);
      }
      assertThat(api.answer(call).status())
          .as("seed %d, round %d: %s", seed, round, body)
          .isBetween(200, 422);
    }
  }

  private static String mutate(String text, Random random) {
    StringBuilder mutated = new StringBuilder(text);
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(mutated.length() + 1);
      char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      switch (random.nextInt(4)) {
        case 0 -> mutated.insert(at, c);
        case 1 -> mutated.setLength(at);
        case 2 -> mutated.insert(at, mutated.substring(0, at));
        default -> {
          if (at < mutated.length()) {
            mutated.setCharAt(at, c);
          }
        }
      }
    }
    return mutated.toString();
  }
}
