package dev.latchkey.core.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Seed;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretTest {
  private static final KeyId KEY_ID = new KeyId("4Zq8Rw1TnB7xKd2M");

  @Test
  void drawsEachCharacterEquallyOften() {
    long seed = Seed.of(SecretTest.class);
    Random random = new Random(seed);
    int[] counts = new int[128];
    int secrets = 20_000;
    for (int i = 0; i < secrets; i++) {
      Secret.draw(random).reveal().chars().forEach(c -> counts[c]++);
    }
    double expected = secrets * 43 / 62.0;
    double chiSquare =
        Arrays.stream(counts)
            .filter(count -> count > 0)
            .mapToDouble(count -> (count - expected) * (count - expected) / expected)
            .sum();
    assertThat(Arrays.stream(counts).filter(count -> count > 0)).hasSize(62);
    assertThat(chiSquare).as("61 degrees of freedom, seed %d", seed).isLessThan(130);
  }

  @Test
  void drawsAgainWhereABytesRestWouldBias() {
    RandomGenerator stubborn = new Bytes(List.of(255, 248, 247, 0));
    assertThat(Secret.draw(stubborn).reveal()).matches("[z0]{43}").contains("z0");
  }

  @ParameterizedTest
  @CsvSource({
    "0000000000000000000000000000000000000000000,"
        + " 501759e6dbb4a66d174a97d9ff9c229ea854d41fb6291e28dbc6d158301268e7",
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ,"
        + " 25cacd81d9b05e09615cdecfafd9e9ffd599c17f74501cfd36198b2d8ad5c107"
  })
  void hasTheHashThatPythonComputes(String secret, String hash) {
    SecretHash computed = SecretHash.of(KEY_ID, Secret.of(secret));
    assertThat(HexFormat.of().formatHex(computed.toBytes())).isEqualTo(hash);
  }

  @Test
  void hasAnotherHashUnderAnotherKey() {
    Secret secret = Secret.draw(new Random(1));
    SecretHash hash = SecretHash.of(KEY_ID, secret);
    assertThat(hash.matches(SecretHash.of(KEY_ID, Secret.of(secret.reveal())))).isTrue();
    assertThat(hash.matches(SecretHash.of(new KeyId("4Zq8Rw1TnB7xKd2N"), secret))).isFalse();
    assertThat(SecretHash.NONE.matches(hash)).isFalse();
  }

  @Test
  void cannotBePrintedOrComparedByAccident() {
    Secret secret = Secret.draw(new Random(1));
    KeyText text = new KeyText("lk", KEY_ID, secret);
    assertThat(text.toString()).doesNotContain(secret.reveal());
    assertThat(List.of(Secret.class, SecretHash.class))
        .flatExtracting(type -> List.of(type.getDeclaredMethods()))
        .extracting(Method::getName)
        .doesNotContain("equals", "hashCode", "toString");
  }

  @Test
  void givesItsHashAwayOnlyAsACopy() {
    byte[] bytes = new byte[32];
    SecretHash hash = SecretHash.ofBytes(bytes);
    bytes[0] = 1;
    hash.toBytes()[0] = 1;
    assertThat(hash.matches(SecretHash.NONE)).isTrue();
  }

  /** Returns the same bytes repeatedly. */
  private record Bytes(List<Integer> values) implements RandomGenerator {
    @Override
    public void nextBytes(byte[] bytes) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = values.get(i % values.size()).byteValue();
      }
    }

    @Override
    public long nextLong() {
      throw new UnsupportedOperationException();
    }
  }
}
