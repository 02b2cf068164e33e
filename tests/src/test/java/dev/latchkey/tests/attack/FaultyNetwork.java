package dev.latchkey.tests.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy before DynamoDB that lets one request after another through, or does to it what bad
 * networks do. The server behind it may be exchanged.
 */
final class FaultyNetwork implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)\r\n");
  private static final Pattern CHUNKED = Pattern.compile("(?i)\r\ntransfer-encoding: *chunked\r\n");
  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
  private static final Duration FOR_EVER = Duration.ofSeconds(5);
  private static final Duration PACE = Duration.ofMillis(25);

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "faulty-network");
            thread.setDaemon(true);
            return thread;
          });
  private final ServerSocket server;
  private volatile FaultMix mix;
  private volatile URI behind;

  FaultyNetwork(URI behind, FaultMix mix) {
    this.behind = behind;
    this.mix = mix;
    try {
      server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** From the next request on, faults come as often as this. */
  void use(FaultMix other) {
    mix = other;
  }

  /** From the next connection on, this server is behind it. */
  void lead(URI other) {
    behind = other;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket upstream = new Socket()) {
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
      upstream.connect(new InetSocketAddress(behind.getHost(), behind.getPort()), 1_000);
      byte[] request = message(client.getInputStream());
      while (request != null && exchange(request, client, upstream)) {
        request = message(client.getInputStream());
      }
    } catch (IOException e) {
      return;
    }
  }

  /** Whether the connection is still good afterwards. */
  private boolean exchange(byte[] request, Socket client, Socket upstream) throws IOException {
    NetworkFault mishap = mix.next();
    if (mishap == NetworkFault.NO_CONNECTION || mishap == NetworkFault.NO_NAME) {
      return false;
    }
    if (mishap == NetworkFault.TIME_OUT) {
      LockSupport.parkNanos(FOR_EVER.toNanos());
      return false;
    }
    OutputStream out = client.getOutputStream();
    if (mishap == NetworkFault.THROTTLED) {
      out.write(throttled());
      return true;
    }
    upstream.getOutputStream().write(request);
    byte[] answer = message(upstream.getInputStream());
    if (answer == null || mishap == NetworkFault.LOST_ANSWER) {
      return false;
    }
    if (mishap == NetworkFault.SLOW_DRIP) {
      drip(answer, out);
      return false;
    }
    out.write(mishap == NetworkFault.GARBAGE ? garbled(answer) : answer);
    return true;
  }

  private static void drip(byte[] answer, OutputStream out) throws IOException {
    for (byte each : answer) {
      out.write(each);
      out.flush();
      LockSupport.parkNanos(PACE.toNanos());
    }
  }

  /** With a head that is as it was, and noise for a body. */
  private static byte[] garbled(byte[] answer) {
    byte[] garbled = answer.clone();
    new java.util.Random(answer.length).nextBytes(garbled);
    int head = endOfHead(answer, answer.length);
    System.arraycopy(answer, 0, garbled, 0, head);
    return garbled;
  }

  private static byte[] throttled() {
    String body =
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ThrottlingException\",\"message\":\"attacked\"}";
    return ("HTTP/1.1 400 Bad Request\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** One HTTP message with its body; nothing at the end of the stream. */
  private static byte @Nullable [] message(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] block = new byte[8_192];
    int wanted = Integer.MAX_VALUE;
    while (bytes.size() < wanted) {
      int read = in.read(block);
      if (read < 0) {
        return null;
      }
      bytes.write(block, 0, read);
      if (wanted == Integer.MAX_VALUE) {
        byte[] soFar = bytes.toByteArray();
        int head = endOfHead(soFar, soFar.length);
        if (head >= 0) {
          String text = new String(soFar, 0, head, StandardCharsets.ISO_8859_1);
          if (CHUNKED.matcher(text).find()) {
            return chunks(in, bytes, block);
          }
          wanted = head + length(text);
        }
      }
    }
    return bytes.toByteArray();
  }

  /** To the last chunk, which is empty. */
  private static byte[] chunks(InputStream in, ByteArrayOutputStream bytes, byte[] block)
      throws IOException {
    while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n0\r\n\r\n")) {
      int read = in.read(block);
      if (read < 0) {
        throw new IOException("no last chunk");
      }
      bytes.write(block, 0, read);
    }
    return bytes.toByteArray();
  }

  private static int length(String head) {
    Matcher length = LENGTH.matcher(head);
    return length.find() ? Integer.parseInt(length.group(1)) : 0;
  }

  private static int endOfHead(byte[] bytes, int length) {
    for (int i = 0; i + END_OF_HEAD.length <= length; i++) {
      if (Arrays.equals(bytes, i, i + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
        return i + END_OF_HEAD.length;
      }
    }
    return -1;
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
}
