package dev.latchkey.tests.attack;

import dev.latchkey.core.application.DataApiStore;
import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.application.StoreReader;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.tests.authorizer.InProcessAuthorizer;
import dev.latchkey.tests.local.AuthorizerCache;
import java.time.Duration;
import java.time.Instant;

/** An authorizer whose clock is set by hand. Not for several threads. */
final class AuthorizerWithClock {
  static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05.678Z");
  static final String ARN = RouteOracle.SCOPE + "a1/live/GET/orders";

  final InProcessAuthorizer authorizer;
  Instant now = BEGIN;

  AuthorizerWithClock(KeyStore keys, DataApiStore dataApis) {
    authorizer = new InProcessAuthorizer(new StoreReader(keys, dataApis), () -> this.now);
  }

  /** The same clock as nanoseconds from its beginning. */
  long nanoTime() {
    return Duration.between(BEGIN, now).toNanos();
  }

  /** Whether a key passes now, asked by an event of some shape. */
  boolean passes(KeyText key, int shape) {
    return new AuthorizerCache(Duration.ZERO, this::nanoTime)
        .passes(
            "",
            ARN,
            () -> authorizer.answer(AuthorizerEventFormat.of(shape).event(ARN, key.reveal())));
  }
}
