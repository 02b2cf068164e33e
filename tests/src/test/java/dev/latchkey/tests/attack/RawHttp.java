package dev.latchkey.tests.attack;

import dev.latchkey.tests.contract.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Requests byte by byte, as no HTTP client would send them: one a connection. */
final class RawHttp {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String CONTINUE = "HTTP/1.1 100 ";
  private static final String HEAD_END = "\r\n\r\n";

  private RawHttp() {}

  /**
   * The answer to a request.
   *
   * @param more what came after it, which is nothing where one request was seen
   */
  record Answered(Exchange first, String more) {}

  /**
   * Sends a request and reads what is answered.
   *
   * @param fields the header fields with their line ends, one character a byte
   * @return nothing if the connection was closed before there was an answer
   */
  static Optional<Answered> get(URI base, String path, String fields) {
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      OutputStream out = socket.getOutputStream();
      String request = "GET " + path + " HTTP/1.1\r\n" + fields + "\r\n";
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      return read(socket, path);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("No answer to " + path + " with\n" + fields, e);
    } catch (SocketException reset) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  /** Status line and header fields of an answer, or nothing at the connection's end. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf(HEAD_END, Math.max(0, head.length() - HEAD_END.length())) < 0) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static Optional<Answered> read(Socket socket, String path) throws IOException {
    InputStream in = socket.getInputStream();
    String head = head(in);
    if (head.startsWith(CONTINUE)) {
      head = head(in);
    }
    if (head.isEmpty()) {
      return Optional.empty();
    }
    String[] lines = head.split("\r\n", -1);
    Map<String, List<String>> headers = new HashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers
            .computeIfAbsent(
                line.substring(0, colon).toLowerCase(Locale.ROOT), n -> new ArrayList<>())
            .add(line.substring(colon + 1).strip());
      }
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", List.of("0")).get(0));
    byte[] body = in.readNBytes(length);
    socket.shutdownOutput();
    String more = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    return Optional.of(
        new Answered(
            new Exchange(
                "GET",
                path,
                Integer.parseInt(lines[0].split(" ", 3)[1]),
                headers,
                new String(body, StandardCharsets.UTF_8)),
            more));
  }
}
