package dev.latchkey.management.auth;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a provider said last. It is asked again after an hour; while it cannot be asked, the last
 * answer stays in use.
 */
public final class ProviderCache<T> {
  private static final Duration OLD = Duration.ofHours(1);

  private final Source<T> source;
  private final InstantSource clock;
  private final Consumer<IOException> observer;
  private @Nullable T known;
  private Instant fetchedAt = Instant.MIN;
  private @Nullable Instant triedAt;
  private @Nullable IOException lastFailure;

  /** What asks the provider. */
  @FunctionalInterface
  public interface Source<T> {
    T fetch() throws IOException;
  }

  /**
   * @param observer learns of each try that failed
   */
  public ProviderCache(Source<T> source, InstantSource clock, Consumer<IOException> observer) {
    this.source = source;
    this.clock = clock;
    this.observer = observer;
  }

  /**
   * What is known, after asking again if it is old; nothing if the provider never could be asked.
   *
   * @param pause how long after a try none follows
   */
  public synchronized Optional<T> get(Duration pause) {
    return known == null || !clock.instant().isBefore(fetchedAt.plus(OLD))
        ? again(pause)
        : Optional.of(known);
  }

  /** What is known after asking again, unless that was tried less than a pause ago. */
  synchronized Optional<T> again(Duration pause) {
    Instant now = clock.instant();
    if (triedAt == null || !now.isBefore(triedAt.plus(pause))) {
      triedAt = now;
      try {
        known = source.fetch();
        fetchedAt = now;
        lastFailure = null;
      } catch (IOException e) {
        lastFailure = e;
        observer.accept(e);
      }
    }
    return Optional.ofNullable(known);
  }

  /** Why the last try failed; nothing if it did not. */
  synchronized @Nullable IOException lastFailure() {
    return lastFailure;
  }
}
