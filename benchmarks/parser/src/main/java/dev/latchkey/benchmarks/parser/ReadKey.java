package dev.latchkey.benchmarks.parser;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyText;
import dev.latchkey.key.Secret;
import dev.latchkey.key.SecretHash;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to read a key that is well formed, with the hash of its secret, and to refuse
 * others.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ReadKey {
  private static final List<String> PREFIXES = List.of("lk");

  private final String good = key("4Zq8Rw1TnB7xKd2M");
  private final String mistyped = good.substring(0, good.length() - 1) + other(good);
  private final String garbage = "Bearer-of-" + good;

  private static String key(String keyId) {
    return new KeyText("lk", new KeyId(keyId), Secret.draw(new SecureRandom())).reveal();
  }

  private static char other(String text) {
    return text.endsWith("0") ? '1' : '0';
  }

  /** A key with its hash: what is done before the table is asked. */
  @Benchmark
  public SecretHash wellFormedWithHash() {
    KeyText text = KeyText.parse(good, PREFIXES).orElseThrow();
    return SecretHash.of(text.keyId(), text.secret());
  }

  /** A key with one wrong character. */
  @Benchmark
  public Optional<KeyText> badChecksum() {
    return KeyText.parse(mistyped, PREFIXES);
  }

  /** Something else in the header. */
  @Benchmark
  public Optional<KeyText> malformed() {
    return KeyText.parse(garbage, PREFIXES);
  }
}
