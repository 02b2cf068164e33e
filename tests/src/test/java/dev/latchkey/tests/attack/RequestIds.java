package dev.latchkey.tests.attack;

import dev.latchkey.tests.system.Client;
import java.util.List;
import java.util.SplittableRandom;

/** Request IDs that clients choose, too few for the requests that carry them. */
final class RequestIds {
  private static final List<String> POOL =
      List.of(
          "11111111-2222-3333-4444-555555555555",
          "22222222-3333-4444-5555-666666666666",
          "33333333-4444-5555-6666-777777777777");

  private RequestIds() {}

  /** The same client, with one of three request IDs. */
  static Client under(Client client, SplittableRandom random) {
    return client.with("X-Amzn-RequestId", RouteOracle.one(POOL, random));
  }
}
