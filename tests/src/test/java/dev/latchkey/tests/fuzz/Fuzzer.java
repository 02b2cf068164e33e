package dev.latchkey.tests.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/**
 * What the coverage-guided fuzzer calls with each input; {@code bin/fuzz} starts it. The system
 * property {@code fuzz.target} names the reader.
 */
public final class Fuzzer {
  private static final Target TARGET = Target.of(System.getProperty("fuzz.target", "key"));

  private Fuzzer() {}

  /** Jazzer's entry point. */
  public static void fuzzerTestOneInput(byte[] input) {
    TARGET.read(input);
  }

  /**
   * Writes what the fuzzer begins with: a reader's samples into a folder, and its words into a
   * dictionary of libFuzzer.
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Files.write(Path.of(arguments[1]), TARGET.words().stream().map(Fuzzer::entry).toList());
    List<byte[]> samples = TARGET.samples();
    for (int i = 0; i < samples.size(); i++) {
      Files.write(folder.resolve("sample-" + i), samples.get(i));
    }
  }

  private static String entry(String word) {
    HexFormat hex = HexFormat.of().withPrefix("\\x");
    return '"' + hex.formatHex(word.getBytes(StandardCharsets.UTF_8)) + '"';
  }
}
