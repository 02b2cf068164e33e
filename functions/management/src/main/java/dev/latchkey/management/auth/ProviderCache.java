package dev.latchkey.management.auth;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Caches one document of the provider for an hour. While the provider is unavailable, the last
 * document stays in use.
 */
public final class ProviderCache<T> {
  private static final Duration OLD = Duration.ofHours(1);

  private final Source<T> source;
  private final InstantSource clock;
  private final Consumer<IOException> observer;
  private @Nullable T cached;
  private Instant fetchedAt = Instant.MIN;
  private @Nullable Instant triedAt;
  private @Nullable IOException lastFailure;

  /** Fetches the document. */
  @FunctionalInterface
  public interface Source<T> {
    T fetch() throws IOException;
  }

  /**
   * @param observer receives each failure of a fetch
   */
  public ProviderCache(Source<T> source, InstantSource clock, Consumer<IOException> observer) {
    this.source = source;
    this.clock = clock;
    this.observer = observer;
  }

  /**
   * Returns the document, after fetching it if it is too old; empty if no fetch ever succeeded.
   *
   * @param pause the minimum time between fetches
   */
  public synchronized Optional<T> get(Duration pause) {
    return cached != null && isWithin(OLD, fetchedAt, clock.instant())
        ? Optional.of(cached)
        : refetch(pause);
  }

  /** Returns whether a time is less than a duration ago. It is not if the clock was set back. */
  private static boolean isWithin(Duration duration, Instant time, Instant now) {
    return !now.isBefore(time) && now.isBefore(time.plus(duration));
  }

  /** Returns the document after fetching it, unless the last fetch was less than a pause ago. */
  synchronized Optional<T> refetch(Duration pause) {
    Instant now = clock.instant();
    if (triedAt == null || !isWithin(pause, triedAt, now)) {
      triedAt = now;
      try {
        cached = source.fetch();
        fetchedAt = now;
        lastFailure = null;
      } catch (IOException e) {
        lastFailure = e;
        observer.accept(e);
      }
    }
    return Optional.ofNullable(cached);
  }

  /** Returns why the last fetch failed; {@code null} if it succeeded. */
  synchronized @Nullable IOException lastFailure() {
    return lastFailure;
  }
}
