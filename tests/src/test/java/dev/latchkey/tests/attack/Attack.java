package dev.latchkey.tests.attack;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import dev.latchkey.tests.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A running attack: its sizes, its seed, its progress and its evidence.
 *
 * <p>The system property {@code attack.size=full} selects the full sizes, {@code attack.<size>}
 * sets a single one, and {@code attack.seed} repeats a run.
 */
public final class Attack {
  private static final boolean FULL = "full".equals(System.getProperty("attack.size"));
  private static final long SEED = Long.getLong("attack.seed", System.nanoTime() & 0xffff_ffffL);
  private static final Path EVIDENCE = Project.path("tests/target/attacks.txt");
  private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

  private final Class<?> test;
  private final String item;
  private final String claim;
  private final List<String> sizes = new ArrayList<>();

  /** The options for sizes that were set one by one. */
  private final StringBuilder unusual = new StringBuilder();

  private Attack(Class<?> test, String item, String claim) {
    this.test = test;
    this.item = item;
    this.claim = claim;
  }

  /**
   * Starts an attack and prints its seed.
   *
   * @param test the class that repeats it
   * @param item its name in {@code docs/assurance.md}
   * @param claim the claim that it tries to break
   */
  public static Attack on(Class<?> test, String item, String claim) {
    Attack attack = new Attack(test, item, claim);
    attack.say("seed " + SEED + ", " + (FULL ? "full" : "reduced") + " size");
    return attack;
  }

  /**
   * Returns a size of this run.
   *
   * @param name what is counted, and the end of the system property that sets the size
   * @param reduced the size in CI
   * @param full the size with {@code attack.size=full}
   */
  public int size(String name, int reduced, int full) {
    int usual = FULL ? full : reduced;
    int size = Integer.getInteger("attack." + name, usual);
    if (size != usual) {
      unusual.append(" -Dattack.").append(name).append('=').append(size);
    }
    sizes.add("%,d %s".formatted(size, name.replace('-', ' ')));
    return size;
  }

  /** The seed of all randomness in this run. */
  public static long seed() {
    return SEED;
  }

  /** Randomness that depends only on the seed and a number, not on other threads. */
  public static SplittableRandom random(long number) {
    return new SplittableRandom(SEED ^ (number * GOLDEN));
  }

  /** Prints a line under the attack's name. */
  public void say(String line) {
    System.out.println("[" + item + "] " + line);
  }

  /** Prints every few seconds how many of the tasks are done. */
  public Progress progress(int of) {
    return new Progress(this, of);
  }

  /** A task with a number. */
  @FunctionalInterface
  public interface Task {
    /**
     * Runs the task.
     *
     * @param number from 0 on
     * @param random randomness that depends only on the seed and the number
     */
    void run(int number, SplittableRandom random) throws Exception;
  }

  /** Runs tasks on several threads and prints the progress. The first failure stops them all. */
  public void inParallel(int threads, int tasks, Task task) {
    Progress progress = progress(tasks);
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(
            pool.submit(
                () -> {
                  try {
                    for (int n = next.getAndIncrement(); n < tasks; n = next.getAndIncrement()) {
                      task.run(n, random(n));
                      progress.step();
                    }
                    return null;
                  } catch (Exception | Error e) {
                    next.set(tasks);
                    throw e;
                  }
                }));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(item + ", seed " + SEED + ": " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      pool.shutdownNow();
    }
  }

  /**
   * Prints the result, and appends it to {@code tests/target/attacks.txt} with the command that
   * repeats it.
   *
   * @param figure the result
   */
  public void leave(String figure) {
    say(figure);
    String size = sizes.isEmpty() ? "fixed size" : String.join(", ", sizes);
    String options = (FULL ? " -Dattack.size=full" : "") + unusual + " -Dattack.seed=" + SEED;
    String evidence =
        "%s: %s%n  %s%n  %s, %s: mvn -B verify -Pattack -Dtest=%s%s%n"
            .formatted(
                item,
                claim,
                figure,
                LocalDate.now(ZoneOffset.UTC),
                size,
                test.getSimpleName(),
                options);
    try {
      Files.writeString(EVIDENCE, evidence, CREATE, APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
