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
 * One attack as it runs: how large it is, what its chance is drawn from, how far it has got, and
 * the evidence that it leaves.
 *
 * <p>The system property {@code attack.size} is {@code full} for the sizes that count, {@code
 * attack.<size>} sets a single one, and {@code attack.seed} repeats a run.
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

  /** The sizes that were asked for one by one, as the command line says them. */
  private final StringBuilder unusual = new StringBuilder();

  private Attack(Class<?> test, String item, String claim) {
    this.test = test;
    this.item = item;
    this.claim = claim;
  }

  /**
   * An attack that begins. Its seed is printed.
   *
   * @param test the class that it is in, by which it is repeated
   * @param item its number and name, such as {@code 1 Isolation}
   * @param claim what it tries to break
   */
  public static Attack on(Class<?> test, String item, String claim) {
    Attack attack = new Attack(test, item, claim);
    attack.say("seed " + SEED + ", " + (FULL ? "full" : "reduced") + " size");
    return attack;
  }

  /**
   * How many of something there are in this run.
   *
   * @param name the something, and the end of the system property that says otherwise
   * @param reduced how many in every build
   * @param full how many with {@code attack.size=full}
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

  /** Whether this run is at the sizes that count. */
  public static boolean isFull() {
    return FULL;
  }

  /** What all chance of this run is drawn from. */
  public static long seed() {
    return SEED;
  }

  /** Chance that depends on the seed and a number alone, whatever runs beside it. */
  public static SplittableRandom random(long number) {
    return new SplittableRandom(SEED ^ (number * GOLDEN));
  }

  /** Prints a line under the attack's name. */
  public void say(String line) {
    System.out.println("[" + item + "] " + line);
  }

  /** Prints, every few seconds, how many of so many are done. */
  public Progress progress(int of) {
    return new Progress(this, of);
  }

  /** One of many tasks. */
  @FunctionalInterface
  public interface Task {
    /**
     * Does it.
     *
     * @param number from 0 on
     * @param random chance that depends on the seed and the number alone
     */
    void run(int number, SplittableRandom random) throws Exception;
  }

  /** Does many tasks on several threads, with progress; the first failure ends all. */
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
   * Prints what came out, and appends it to {@code tests/target/attacks.txt} with what repeats it.
   *
   * @param figure what came out
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
