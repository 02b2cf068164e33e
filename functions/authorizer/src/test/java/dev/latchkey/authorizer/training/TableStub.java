package dev.latchkey.authorizer.training;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A DynamoDB stub that supports only {@code GetItem} for a few items, and {@code BatchGetItem} for
 * all of them.
 */
final class TableStub implements AutoCloseable {
  private final HttpServer server;

  /**
   * @param items in DynamoDB's JSON, by partition key
   */
  TableStub(Map<String, String> items) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String request =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          byte[] response = respond(items, request).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
          exchange.sendResponseHeaders(200, response.length);
          exchange.getResponseBody().write(response);
          exchange.close();
        });
    server.start();
  }

  private static String respond(Map<String, String> items, String request) {
    if (request.contains("\"RequestItems\"")) {
      String all = String.join(",", items.values());
      return "{\"Responses\": {\"training\": [" + all + "]}, \"UnprocessedKeys\": {}}";
    }
    return items.entrySet().stream()
        .filter(item -> request.contains('"' + item.getKey() + '"'))
        .map(item -> "{\"Item\": " + item.getValue() + "}")
        .findFirst()
        .orElse("{}");
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
