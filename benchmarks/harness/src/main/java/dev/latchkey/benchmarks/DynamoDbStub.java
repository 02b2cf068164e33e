package dev.latchkey.benchmarks;

import dev.latchkey.testing.Loopback;
import dev.latchkey.testing.Loopback.Answer;
import dev.latchkey.testing.Loopback.Request;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;

/**
 * A DynamoDB that knows only {@code GetItem}, {@code BatchGetItem} and, for a page of keys, {@code
 * Query}, of items given to it in DynamoDB's JSON by their partition keys.
 */
final class DynamoDbStub implements AutoCloseable {
  private static final int WARMING_CONNECTIONS = 1_000;

  private static final int PAGE = 50;

  private static final Answer NOTHING = json("{}");

  private final Map<String, Answer> items;
  private final Answer all;
  private final Answer page;
  private final Loopback server;
  private final AtomicLong reads = new AtomicLong();

  DynamoDbStub(ServerSocketFactory sockets, Map<String, String> items) throws IOException {
    this.items =
        items.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    each -> '"' + each.getKey() + '"',
                    each -> json("{\"Item\":" + each.getValue() + "}")));
    this.all =
        json(
            "{\"Responses\":{\"keys\":[%s]},\"UnprocessedKeys\":{}}"
                .formatted(String.join(",", items.values())));
    this.page = page(items);
    this.server = new Loopback(sockets, this::answer);
  }

  String endpoint() {
    return "https://localhost:" + server.port();
  }

  /**
   * Connects and disconnects often, so that a cold TLS of this server is in no figure. After ten
   * connections a handshake still takes ten milliseconds, after a thousand it takes three.
   */
  void warmUp(SocketFactory clients) throws IOException {
    byte[] read =
        "POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < WARMING_CONNECTIONS; i++) {
      try (Socket socket = clients.createSocket("localhost", server.port())) {
        socket.getOutputStream().write(read);
        if (socket.getInputStream().read() < 0) {
          throw new IOException("The stub did not answer.");
        }
      }
    }
  }

  long reads() {
    return reads.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private Answer answer(Request request) {
    reads.incrementAndGet();
    String body = new String(request.body(), StandardCharsets.UTF_8);
    if (body.contains("\"RequestItems\"")) {
      return all;
    }
    if (body.contains("\"KeyConditionExpression\"")) {
      return page;
    }
    for (Map.Entry<String, Answer> item : items.entrySet()) {
      if (body.contains(item.getKey())) {
        return item.getValue();
      }
    }
    return NOTHING;
  }

  /** A page with as many keys as one has by default. */
  private static Answer page(Map<String, String> items) {
    String key =
        items.entrySet().stream()
            .filter(each -> each.getKey().startsWith("KEY#"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    String keys = String.join(",", Collections.nCopies(PAGE, key));
    return json("{\"Items\":[%s],\"Count\":%d,\"ScannedCount\":%d}".formatted(keys, PAGE, PAGE));
  }

  /** An answer with its checksum, as DynamoDB sends it. Without it, Go's client warns. */
  private static Answer json(String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    CRC32 crc = new CRC32();
    crc.update(body);
    String headers = "Content-Type: application/x-amz-json-1.0\r\nx-amz-crc32: %d\r\n";
    return new Answer(200, headers.formatted(crc.getValue()), body);
  }
}
