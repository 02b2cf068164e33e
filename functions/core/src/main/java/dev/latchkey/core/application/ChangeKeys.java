package dev.latchkey.core.application;

import dev.latchkey.core.domain.KeyId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Makes one change to each of several keys. Each key is changed, or refused, for itself, as by a
 * request of its own. A few keys are changed at a time. After the deadline, or once the store does
 * not respond, no further key is begun. The threads that work on a request have the name of its own
 * thread.
 */
public final class ChangeKeys {
  /** The most keys that are changed at once: as many connections to the table stay open. */
  public static final int THREADS = 5;

  private final Duration time;

  /**
   * @param time how long after the beginning keys are begun; the last one may take longer
   */
  public ChangeKeys(Duration time) {
    this.time = time;
  }

  /**
   * A key to change.
   *
   * @param revision the revision that it must have; {@code null} for any
   */
  public record Target(KeyId keyId, @Nullable Long revision) {}

  /** The outcome for a key. */
  public enum Outcome {
    DONE,
    /** It was already in the wanted state. */
    UNCHANGED,
    REFUSED,
    /** There was no time left. Or, with a problem, the store failed, and the result is unknown. */
    NOT_REACHED
  }

  /**
   * The outcome for a key, and why.
   *
   * @param problem why it was refused, or the store's failure
   */
  public record Result(KeyId keyId, Outcome outcome, @Nullable RequestException problem) {}

  /**
   * Changes keys and returns their results in the order asked.
   *
   * @param targets the keys, none twice
   * @throws RequestException {@code UNAVAILABLE}, {@code THROTTLED} or {@code INTERNAL} if the
   *     store failed and the result of every key is unknown
   */
  public List<Result> change(List<Target> targets, KeyChange keyChange, ChangeContext change) {
    Run run = new Run(targets, keyChange, change);
    int threads = Math.min(THREADS, targets.size());
    String name = Thread.currentThread().getName();
    ExecutorService pool =
        Executors.newFixedThreadPool(threads, worker -> new Thread(worker, name));
    try {
      for (Future<?> worker : pool.invokeAll(Collections.nCopies(threads, run))) {
        worker.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RequestException.because(RequestException.Reason.UNAVAILABLE, e);
    } catch (ExecutionException e) {
      throw RequestException.because(RequestException.Reason.INTERNAL, e);
    } finally {
      pool.shutdown();
    }
    return run.results();
  }

  /** The work on one request. Each worker takes the next key until there is none. */
  private final class Run implements Callable<Boolean> {
    private final long began = System.nanoTime();
    private final List<Target> targets;
    private final KeyChange keyChange;
    private final ChangeContext change;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReferenceArray<Result> results;
    private volatile boolean isUnavailable;

    Run(List<Target> targets, KeyChange keyChange, ChangeContext change) {
      this.targets = targets;
      this.keyChange = keyChange;
      this.change = change;
      this.results = new AtomicReferenceArray<>(targets.size());
    }

    @Override
    public Boolean call() {
      for (int i = next.getAndIncrement(); i < targets.size(); i = next.getAndIncrement()) {
        if (isUnavailable || System.nanoTime() - began >= time.toNanos()) {
          return false;
        }
        results.set(i, result(targets.get(i)));
      }
      return true;
    }

    private Result result(Target target) {
      KeyId keyId = target.keyId();
      Long revision = target.revision();
      ChangeContext own = revision == null ? change : change.ofRevision(revision);
      try {
        return new Result(
            keyId, keyChange.apply(keyId, own) ? Outcome.DONE : Outcome.UNCHANGED, null);
      } catch (RequestException exception) {
        if (exception.reason() == RequestException.Reason.UNAVAILABLE) {
          isUnavailable = true;
        }
        return new Result(
            keyId, isFailure(exception) ? Outcome.NOT_REACHED : Outcome.REFUSED, exception);
      } catch (RuntimeException unexpected) {
        return new Result(
            keyId,
            Outcome.NOT_REACHED,
            RequestException.because(RequestException.Reason.INTERNAL, unexpected));
      }
    }

    List<Result> results() {
      List<Result> all = new ArrayList<>();
      for (int i = 0; i < targets.size(); i++) {
        Result result = results.get(i);
        all.add(
            result == null
                ? new Result(targets.get(i).keyId(), Outcome.NOT_REACHED, null)
                : result);
      }
      Optional<RequestException> failure =
          all.stream()
              .flatMap(result -> Optional.ofNullable(result.problem()).stream())
              .findFirst();
      if (failure.isPresent() && all.stream().allMatch(it -> it.outcome() == Outcome.NOT_REACHED)) {
        throw failure.get();
      }
      return all;
    }
  }

  private static boolean isFailure(RequestException exception) {
    return switch (exception.reason()) {
      case THROTTLED, UNAVAILABLE, INTERNAL -> true;
      default -> false;
    };
  }
}
