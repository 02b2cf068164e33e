package dev.latchkey.core.dynamodb;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;

/** An HTTP server with canned responses. */
public final class CannedServer implements AutoCloseable {
  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final IntFunction<Answer> responses;

  /**
   * @param responses returns the response to the nth request, starting at 1
   */
  public CannedServer(IntFunction<Answer> responses) throws IOException {
    this.responses = responses;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::respond);
    server.start();
  }

  /**
   * A response.
   *
   * @param length the declared content length; a response with a larger one than its body never
   *     completes
   * @param headers additional headers
   */
  public record Answer(int status, String body, long length, Map<String, String> headers) {
    public Answer(int status, String body) {
      this(status, body, body.length(), Map.of());
    }

    public Answer with(String header, String value) {
      return new Answer(status, body, length, Map.of(header, value));
    }

    /** Returns a DynamoDB error response. */
    public static Answer error(int status, String type, String more) {
      return new Answer(
          status, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\"%s}".formatted(type, more));
    }
  }

  /** A request. */
  public record Received(Map<String, List<String>> headers, String body) {}

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Returns the number of requests received. */
  public int count() {
    return received.size();
  }

  /** Returns the requests in the order of arrival. */
  public List<Received> received() {
    return received;
  }

  private void respond(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    received.add(new Received(Map.copyOf(exchange.getRequestHeaders()), body));
    Answer response = responses.apply(received.size());
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
    response.headers().forEach(exchange.getResponseHeaders()::add);
    exchange.sendResponseHeaders(response.status(), response.length());
    exchange.getResponseBody().write(response.body().getBytes(StandardCharsets.US_ASCII));
    exchange.getResponseBody().flush();
    if (response.body().length() == response.length()) {
      exchange.close();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
