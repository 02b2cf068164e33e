package dev.latchkey.tests.proxy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A data API behind a proxy: it responds 200 to everything, and remembers what it received. */
final class Backend implements AutoCloseable {
  private static final byte[] RESPONSE =
      "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\ndata"
          .getBytes(StandardCharsets.US_ASCII);

  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final ServerSocket server;

  /**
   * A request.
   *
   * @param line the method and the path, as they came
   * @param fields the header fields, as they came
   */
  record Received(String line, List<String> fields) {
    /** The values of a header. */
    List<String> all(String name) {
      return fields.stream()
          .filter(field -> field.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(field -> field.substring(name.length() + 1).strip())
          .toList();
    }
  }

  Backend() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "backend");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  /** What it received since the last call of this method. */
  List<Received> received() {
    List<Received> all = List.copyOf(received);
    received.clear();
    return all;
  }

  private void serve() {
    while (true) {
      try (Socket socket = server.accept()) {
        answer(socket);
      } catch (IOException e) {
        if (server.isClosed()) {
          return;
        }
      }
    }
  }

  private void answer(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    String line = in.readLine();
    if (line == null) {
      return;
    }
    List<String> fields = new ArrayList<>();
    for (String field = in.readLine(); field != null && !field.isEmpty(); field = in.readLine()) {
      fields.add(field);
    }
    received.add(new Received(line.replaceFirst(" HTTP/1\\.[01]$", ""), List.copyOf(fields)));
    socket.getOutputStream().write(RESPONSE);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
