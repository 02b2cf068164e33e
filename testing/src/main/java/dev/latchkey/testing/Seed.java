package dev.latchkey.testing;

/**
 * What a test draws its random cases from. It is printed; the system property {@code latchkey.seed}
 * gives the one of an earlier run.
 */
public final class Seed {
  private static final String PROPERTY = "latchkey.seed";

  private Seed() {}

  /** Returns the seed of a test's run and prints it under the test's name. */
  public static long of(Class<?> test) {
    long seed = Long.getLong(PROPERTY, System.nanoTime());
    System.out.printf("[%s] -D%s=%d%n", test.getSimpleName(), PROPERTY, seed);
    return seed;
  }
}
