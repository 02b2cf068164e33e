package dev.latchkey.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ServerSocketFactory;

/**
 * A plain HTTP/1.1 server on loopback with one thread a connection: as little of its own time as
 * Java allows.
 */
public final class Loopback implements AutoCloseable {

  /** A request. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Request(String method, String path, byte[] body) {}

  /** An answer. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Answer(int status, String headers, byte[] body) {
    /** An answer in DynamoDB's JSON. */
    public static Answer json(int status, String body) {
      return new Answer(
          status,
          "Content-Type: application/x-amz-json-1.0\r\n",
          body.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Answers requests. */
  public interface Handler {
    /** Answers one request, on its connection's thread. */
    Answer answer(Request request) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final Handler handler;
  private final ExecutorService threads = Executors.newCachedThreadPool(Loopback::daemon);

  /** Listens on a free port. */
  public Loopback(ServerSocketFactory sockets, Handler handler) throws IOException {
    this.server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.handler = handler;
    threads.execute(this::accept);
  }

  /** The port that it listens on. */
  public int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        threads.execute(() -> serve(socket));
      }
    } catch (IOException e) {
      return;
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream(), 65_536);
      OutputStream out = socket.getOutputStream();
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        Answer answer = handler.answer(read(line, in));
        out.write(bytes(answer));
        out.flush();
      }
    } catch (IOException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Request read(String start, InputStream in) throws IOException {
    int length = 0;
    boolean isChunked = false;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).trim());
      }
      isChunked = isChunked || header.matches("transfer-encoding: *chunked");
    }
    String[] parts = start.split(" ", 3);
    return new Request(parts[0], parts[1], isChunked ? chunks(in) : in.readNBytes(length));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = size(in); size > 0; size = size(in)) {
      body.writeBytes(in.readNBytes(size));
      line(in);
    }
    line(in);
    return body.toByteArray();
  }

  private static int size(InputStream in) throws IOException {
    return Integer.parseInt(line(in).split(";", 2)[0].trim(), 16);
  }

  private static byte[] bytes(Answer answer) {
    byte[] head =
        "HTTP/1.1 %d OK\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(answer.status(), answer.headers(), answer.body().length)
            .getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.length + answer.body().length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(answer.body(), 0, all, head.length, answer.body().length);
    return all;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "loopback");
    thread.setDaemon(true);
    return thread;
  }
}
