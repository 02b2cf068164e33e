package dev.latchkey.handler;

import dev.latchkey.http.Answer;
import dev.latchkey.http.Request;
import dev.latchkey.key.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text files packed in the function's jar, each with an entity tag. */
final class StaticFiles {
  private static final Pattern PATH =
      Pattern.compile("[a-z0-9][A-Za-z0-9._-]*(?:/[a-z0-9][A-Za-z0-9._-]*)*");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml; charset=utf-8",
          "json", "application/json",
          "yaml", "application/yaml; charset=utf-8",
          "txt", "text/plain; charset=utf-8",
          "webmanifest", "application/manifest+json; charset=utf-8");

  private final String folder;
  private final Map<String, StaticFile> known = new ConcurrentHashMap<>();

  /**
   * @param folder where they are on the class path, between slashes
   */
  StaticFiles(String folder) {
    this.folder = folder;
  }

  private record StaticFile(String type, String text, String tag) {}

  /**
   * The answer with a file.
   *
   * @throws Fault {@code NOT_FOUND} if there is no such file
   */
  Answer answer(Request request, String path) {
    StaticFile file = find(path).orElseThrow(() -> Fault.of(Fault.Reason.NOT_FOUND));
    boolean isKnown = request.header("If-None-Match").contains(file.tag());
    return new Answer(
        isKnown ? 304 : 200,
        Map.of("Content-Type", file.type(), "Cache-Control", "no-cache", "ETag", file.tag()),
        isKnown ? null : file.text());
  }

  private Optional<StaticFile> find(String path) {
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type == null || !PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    StaticFile found = known.get(path);
    if (found == null) {
      String text = read(path);
      if (text == null) {
        return Optional.empty();
      }
      found = new StaticFile(type, text, tag(text));
      known.put(path, found);
    }
    return Optional.of(found);
  }

  private @Nullable String read(String path) {
    try (InputStream file = StaticFiles.class.getResourceAsStream(folder + path)) {
      return file == null ? null : new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String tag(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
