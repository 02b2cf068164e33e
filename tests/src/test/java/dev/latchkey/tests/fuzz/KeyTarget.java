package dev.latchkey.tests.fuzz;

import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The parser of API keys. What it takes is, to the letter, what it writes. */
public final class KeyTarget implements Target {
  private static final List<String> PREFIXES = List.of("lk", "acme_prod");

  @Override
  public List<byte[]> samples() {
    Random random = new Random(1);
    List<byte[]> samples = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      samples.add(
          new KeyText(PREFIXES.get(i % 2), KeyId.draw(random), Secret.draw(random))
              .reveal()
              .getBytes(StandardCharsets.US_ASCII));
    }
    return samples;
  }

  @Override
  public List<String> words() {
    return List.of("lk_", "acme_prod_", "_", "0", "z", "\u0000", "é", "000000", "Ａ");
  }

  @Override
  public void read(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    KeyText.parse(text, PREFIXES)
        .ifPresent(
            key -> {
              if (!key.reveal().equals(text)) {
                throw new AssertionError("taken as another key: " + text);
              }
            });
  }
}
