package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Mutations;
import dev.latchkey.testing.Seed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that malformed requests are served or refused, and never result in an internal error. */
class MalformedRequestsTest {
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
  private static final List<String> PARAMETERS =
      List.of("cursor", "MSAxNzk1MjUxNjAwIDE3OTU", "orders", "0123456789abcdef");
  private static final List<String> MEDIA_TYPES =
      List.of("application/json", "application/json; charset=\"utf-8\"", "Application/JSON ;x=y");
  private static final List<String> WORDS =
      Stream.concat(
              "{}[]\",:\\/*;=0.-+eE\u0000\u007f\u00e4\u20ac\ud800\udc00\ufeff\u2028"
                  .chars()
                  .mapToObj(Character::toString),
              Stream.of("true", "null", "charset=", "text/plain"))
          .toList();

  private final ManagementFixture api = new ManagementFixture();
  private final String keyId = api.key("orders");
  private final SplittableRandom random =
      new SplittableRandom(Seed.of(MalformedRequestsTest.class));

  @Test
  void noneIsAnInternalError() {
    Mutations bodies = new Mutations(BODIES, WORDS);
    Mutations keyIds = new Mutations(List.of(keyId), WORDS);
    Mutations parameters = new Mutations(PARAMETERS, WORDS);
    Mutations mediaTypes = new Mutations(MEDIA_TYPES, WORDS);
    for (int round = 0; round < ROUNDS; round++) {
      String body = oneIn(4) ? one(BODIES) : bodies.next(random);
      TestRequest request =
          TestRequest.of(one(ManagementFixture.CALLS))
              .at("key_id", oneIn(4) ? keyIds.next(random) : keyId)
              .at("data_api_id", oneIn(4) ? parameters.next(random) : "orders");
      if (oneIn(4)) {
        request.query(oneIn(2) ? "cursor" : parameters.next(random), parameters.next(random));
      }
      if (oneIn(8)) {
        request.header("Idempotency-Key", parameters.next(random));
      }
      if (oneIn(8)) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_16);
        String text = Base64.getEncoder().encodeToString(bytes);
        request.base64Body(oneIn(2) ? text : new Mutations(List.of(text), WORDS).next(random));
      } else {
        String type = oneIn(8) ? mediaTypes.next(random) : MEDIA_TYPES.get(0);
        request.header("content-type", type).rawBody(body);
      }
      assertThat(api.respond(request).status()).as("round %d: %s", round, body).isBetween(200, 422);
    }
  }

  private boolean oneIn(int number) {
    return random.nextInt(number) == 0;
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
