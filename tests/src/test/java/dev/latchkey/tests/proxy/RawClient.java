package dev.latchkey.tests.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Requests as they are written, with any path and any headers. */
final class RawClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private RawClient() {}

  /**
   * A response.
   *
   * @param text the whole of it
   */
  record Answer(String text) {
    int status() {
      return Integer.parseInt(text.split(" ", 3)[1]);
    }

    /** Whether it has a header, with the beginning of its value. */
    boolean has(String name, String value) {
      return text.lines()
          .takeWhile(line -> !line.isEmpty())
          .anyMatch(
              line ->
                  line.toLowerCase(Locale.ROOT)
                      .startsWith((name + ": " + value).toLowerCase(Locale.ROOT)));
    }
  }

  /** Sends a request to a local port. */
  static Answer send(int port, String method, String host, String path, String... fields) {
    StringBuilder request =
        new StringBuilder("%s %s HTTP/1.1\r\nHost: %s\r\n".formatted(method, path, host));
    for (String field : fields) {
      request.append(field).append("\r\n");
    }
    request.append("Connection: close\r\n\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
      return new Answer(
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    }
  }
}
