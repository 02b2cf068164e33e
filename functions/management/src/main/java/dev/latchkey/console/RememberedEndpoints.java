package dev.latchkey.console;

import dev.latchkey.operator.SignInEndpoints;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The provider's sign-in endpoints, asked for again each hour. While the provider cannot be asked,
 * the last answer stays, and it is asked at most every ten seconds.
 */
public final class RememberedEndpoints {
  private static final Duration GOOD_FOR = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Source source;
  private final InstantSource clock;
  private Instant askAgain = Instant.MIN;
  private @Nullable SignInEndpoints known;

  /** Where the endpoints come from. */
  @FunctionalInterface
  public interface Source {
    /**
     * Asks for them.
     *
     * @throws IOException if they cannot be had
     */
    SignInEndpoints endpoints() throws IOException;
  }

  public RememberedEndpoints(Source source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  /** The endpoints, or nothing if they never could be had. */
  public synchronized Optional<SignInEndpoints> get() {
    Instant now = clock.instant();
    if (!now.isBefore(askAgain)) {
      try {
        known = source.endpoints();
        askAgain = now.plus(GOOD_FOR);
      } catch (IOException e) {
        askAgain = now.plus(PATIENCE);
      }
    }
    return Optional.ofNullable(known);
  }
}
