package dev.latchkey.benchmarks;

import dev.latchkey.testing.Loopback;
import dev.latchkey.testing.Loopback.Answer;
import dev.latchkey.testing.Loopback.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;

/**
 * A DynamoDB that knows only {@code GetItem}, of items given to it in DynamoDB's JSON by their
 * partition keys.
 */
final class DynamoDbStub implements AutoCloseable {
  private final Map<String, String> items;
  private final Loopback server;
  private final AtomicLong reads = new AtomicLong();

  DynamoDbStub(ServerSocketFactory sockets, Map<String, String> items) throws IOException {
    this.items = Map.copyOf(items);
    this.server = new Loopback(sockets, this::answer);
  }

  String endpoint() {
    return "https://localhost:" + server.port();
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
    for (Map.Entry<String, String> item : items.entrySet()) {
      if (body.contains('"' + item.getKey() + '"')) {
        return Answer.json(200, "{\"Item\":" + item.getValue() + "}");
      }
    }
    return Answer.json(200, "{}");
  }
}
