package dev.latchkey.tests.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Bad input made of good: bytes changed, pieces taken out, put in, repeated, crossed. */
public final class Mutations {
  private static final int MAX_LENGTH = 64 * 1024;
  private static final byte[] NASTY = {0, 9, 10, 13, 32, 34, 39, 44, 46, 61, 92, 127, -128, -1};
  private static final int MOST_STEPS = 4;
  private static final int SELDOM = 256;

  private final List<byte[]> samples;
  private final List<byte[]> words;

  public Mutations(Target target) {
    samples = target.samples();
    words = target.words().stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /** An input that chance alone decides on. */
  public byte[] next(SplittableRandom random) {
    byte[] input = samples.get(random.nextInt(samples.size())).clone();
    for (int i = random.nextInt(MOST_STEPS) + 1; i > 0; i--) {
      input = step(input, random);
    }
    return input;
  }

  private byte[] step(byte[] input, SplittableRandom random) {
    int at = random.nextInt(input.length + 1);
    int to = Math.min(input.length, at + random.nextInt(1 + random.nextInt(1 + input.length)));
    return switch (random.nextInt(8)) {
      case 0 -> set(input, at, (byte) random.nextInt(256));
      case 1 -> set(input, at, NASTY[random.nextInt(NASTY.length)]);
      case 2 ->
          set(input, at, (byte) (at < input.length ? input[at] ^ (1 << random.nextInt(8)) : 0));
      case 3 -> replace(input, at, at, words.get(random.nextInt(words.size())), 1);
      case 4 -> replace(input, at, to, new byte[0], 0);
      case 5 -> replace(input, at, at, Arrays.copyOfRange(input, at, to), times(random));
      case 6 -> replace(input, at, at, words.get(random.nextInt(words.size())), times(random));
      default -> cross(input, at, samples.get(random.nextInt(samples.size())), random);
    };
  }

  /** Mostly few, seldom as many as there is room for. */
  private static int times(SplittableRandom random) {
    return random.nextInt(SELDOM) == 0 ? 1 << random.nextInt(16) : random.nextInt(4) + 1;
  }

  private static byte[] set(byte[] input, int at, byte value) {
    if (at < input.length) {
      input[at] = value;
    }
    return input;
  }

  private static byte[] cross(byte[] input, int at, byte[] other, SplittableRandom random) {
    int from = random.nextInt(other.length + 1);
    return replace(input, at, input.length, Arrays.copyOfRange(other, from, other.length), 1);
  }

  private static byte[] replace(byte[] input, int from, int to, byte[] piece, int wanted) {
    int room = MAX_LENGTH - input.length + to - from;
    int times = piece.length == 0 ? 0 : Math.max(0, Math.min(wanted, room / piece.length));
    byte[] output = new byte[input.length - (to - from) + times * piece.length];
    System.arraycopy(input, 0, output, 0, from);
    for (int i = 0; i < times; i++) {
      System.arraycopy(piece, 0, output, from + i * piece.length, piece.length);
    }
    System.arraycopy(input, to, output, from + times * piece.length, input.length - to);
    return output;
  }
}
