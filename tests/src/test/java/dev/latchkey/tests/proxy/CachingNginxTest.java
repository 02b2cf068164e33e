package dev.latchkey.tests.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.system.RecordedResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** NGINX with a cache. Its decisions are the same, but for the time that they are cached. */
@NeedsProgram(Nginx.VARIABLE)
final class CachingNginxTest extends ProxyTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  Program start(Settings settings, Path files) {
    return Nginx.start(
        settings.cachingNginx(files.resolve("cache").toString()), files, settings.port());
  }

  /** A cached decision outlives the key for the documented time, and no longer. */
  @Override
  @Test
  void aRevokedKeyIsDeniedOnItsNextRequest() {
    RecordedResponse key = key("");
    RecordedResponse other = key("");
    assertThat(send("/orders/1?a=1", header(key)).status()).isEqualTo(200);
    revoke(key);
    assertThat(send("/orders/1?a=2", header(key)).status()).as("cached").isEqualTo(200);
    assertThat(send("/orders/2", header(key)).status()).as("another path").isEqualTo(401);
    assertThat(send("/orders/1", header(other)).status()).as("another key").isEqualTo(200);
    assertThat(send("/orders/1").status()).as("no key").isEqualTo(401);
    Instant deadline = Instant.now().plus(PATIENCE);
    while (send("/orders/1", header(key)).status() != 401) {
      assertThat(Instant.now()).isBefore(deadline);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    forgetReceived();
  }

  /** A quota is no ceiling while a decision is cached. */
  @Override
  @Test
  void aUsedUpQuotaSaysWhenToComeBack() {
    RecordedResponse key = key(", 'quota': {'calls': 1, 'per': 'month'}");
    assertThat(send("/orders/1", header(key)).status()).isEqualTo(200);
    assertThat(send("/orders/1", header(key)).status()).isEqualTo(200);
    assertThat(send("/orders/2", header(key)).status()).isEqualTo(403);
    forgetReceived();
  }
}
