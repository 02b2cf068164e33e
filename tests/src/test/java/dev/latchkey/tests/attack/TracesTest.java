package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search that finds nothing proves something only if it finds what is there. */
final class TracesTest {
  private static final String SECRET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ";
  private static final String PART = SECRET.substring(17, 29);

  @TempDir private Path folder;
  private final Traces traces =
      new Traces(List.of(SECRET, SECRET.toLowerCase(java.util.Locale.ROOT)));

  @Test
  void aFragmentIsFoundInEachForm() throws IOException {
    byte[] part = PART.getBytes(StandardCharsets.US_ASCII);
    List<String> forms =
        new ArrayList<>(
            List.of(
                PART,
                HexFormat.of().formatHex(part),
                HexFormat.of().withUpperCase().formatHex(part),
                HexFormat.of().withPrefix("%").formatHex(part)));
    for (String before : List.of("", "x", "xy")) {
      forms.add(
          Base64.getEncoder()
              .encodeToString((before + SECRET).getBytes(StandardCharsets.US_ASCII)));
    }
    for (String form : forms) {
      assertThat(found("before " + form + " after", StandardCharsets.US_ASCII))
          .as(form)
          .isPositive();
    }
    assertThat(found("before " + PART + " after", StandardCharsets.UTF_16LE)).isPositive();
    assertThat(found("before " + PART + " after", StandardCharsets.UTF_16BE)).isPositive();
  }

  @Test
  void whatIsShorterOrOtherIsNone() throws IOException {
    assertThat(found(PART.substring(1) + " " + PART.substring(1), StandardCharsets.US_ASCII))
        .isZero();
    byte[] noise = new byte[1_000_000];
    new Random(7).nextBytes(noise);
    assertThat(found(new String(noise, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1))
        .isZero();
  }

  @Test
  void aFragmentIsFoundAcrossTheBlocksOfAFile() throws IOException {
    assertThat(found("x".repeat((1 << 16) - 5) + PART, StandardCharsets.US_ASCII)).isPositive();
  }

  private int found(String text, Charset charset) throws IOException {
    return traces.in(Files.write(folder.resolve("file"), text.getBytes(charset)));
  }
}
