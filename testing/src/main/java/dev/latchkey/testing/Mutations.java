package dev.latchkey.testing;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Bad input made of good: characters changed, pieces taken out, put in, repeated, crossed. A reader
 * of bytes takes one character for each byte.
 */
public final class Mutations {
  private static final int MAX_LENGTH = 64 * 1024;
  private static final int BYTES = 256;
  private static final String NASTY = "\0\t\n\r \"',.=\\\177\u0080\u00ff";
  private static final int MOST_STEPS = 4;
  private static final int SELDOM = 256;

  private final List<String> samples;
  private final List<String> words;

  /**
   * @param samples good input
   * @param words pieces that mean something to the reader
   */
  public Mutations(List<String> samples, List<String> words) {
    this.samples = List.copyOf(samples);
    this.words = List.copyOf(words);
  }

  /** An input of at most 64 Ki characters that chance alone decides on. */
  public String next(SplittableRandom random) {
    StringBuilder input = new StringBuilder(one(samples, random));
    for (int i = random.nextInt(MOST_STEPS); i >= 0; i--) {
      step(input, random);
    }
    return input.toString();
  }

  private void step(StringBuilder input, SplittableRandom random) {
    int at = random.nextInt(input.length() + 1);
    int to = Math.min(input.length(), at + random.nextInt(1 + random.nextInt(1 + input.length())));
    switch (random.nextInt(8)) {
      case 0 -> set(input, at, random.nextInt(BYTES));
      case 1 -> set(input, at, NASTY.charAt(random.nextInt(NASTY.length())));
      case 2 ->
          set(input, at, at < input.length() ? input.charAt(at) ^ (1 << random.nextInt(8)) : 0);
      case 3 -> insert(input, at, one(words, random), 1);
      case 4 -> input.delete(at, to);
      case 5 -> insert(input, at, input.substring(at, to), times(random));
      case 6 -> insert(input, at, one(words, random), times(random));
      default -> {
        String other = one(samples, random);
        input.setLength(at);
        insert(input, at, other.substring(random.nextInt(other.length() + 1)), 1);
      }
    }
  }

  /** Mostly few, seldom as many as there is room for. */
  private static int times(SplittableRandom random) {
    return random.nextInt(SELDOM) == 0 ? 1 << random.nextInt(16) : random.nextInt(4) + 1;
  }

  private static void set(StringBuilder input, int at, int character) {
    if (at < input.length()) {
      input.setCharAt(at, (char) character);
    }
  }

  private static void insert(StringBuilder input, int at, String piece, int wanted) {
    int room = piece.isEmpty() ? 0 : (MAX_LENGTH - input.length()) / piece.length();
    input.insert(at, piece.repeat(Math.max(0, Math.min(wanted, room))));
  }

  private static String one(List<String> list, SplittableRandom random) {
    return list.get(random.nextInt(list.size()));
  }
}
