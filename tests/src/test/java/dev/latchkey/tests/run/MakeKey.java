package dev.latchkey.tests.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bin/make-key} printed.
 *
 * @param apiKey the key
 * @param keyId its ID
 * @param secretHash the hash of its secret
 */
public record MakeKey(String apiKey, String keyId, String secretHash) {

  private static final Map<String, String> MADE = new ConcurrentHashMap<>();

  /** Runs it with these arguments. */
  public static MakeKey run(String... arguments) {
    List<String> lines = start(0, arguments).lines().toList();
    assertThat(lines).hasSize(3);
    MakeKey made =
        new MakeKey(
            value(lines.get(0), "API_KEY"),
            value(lines.get(1), "KEY_ID"),
            value(lines.get(2), "SECRET_HASH"));
    remember(made.keyId(), made.apiKey());
    return made;
  }

  /** Remembers the last key that a client made under an ID. */
  public static void remember(String keyId, String apiKey) {
    MADE.put(keyId, apiKey);
  }

  /** The last key that a client made under an ID; {@code null} if none did. */
  public static @Nullable String made(String keyId) {
    return MADE.get(keyId);
  }

  /** What it prints, errors included, when it ends with this code. */
  static String start(int code, String... arguments) {
    List<String> command =
        Stream.concat(
                Stream.of("python3", Project.path("bin/make-key").toString()), Stream.of(arguments))
            .toList();
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(printed).isEqualTo(code);
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String value(String line, String name) {
    assertThat(line).startsWith(name + "=");
    return line.substring(name.length() + 1);
  }
}
