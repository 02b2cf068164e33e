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

/** A server that gives the answers it was told to. */
public final class CannedServer implements AutoCloseable {
  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final IntFunction<Answer> answers;

  /**
   * @param answers what to answer to the request of a number, the first being 1
   */
  public CannedServer(IntFunction<Answer> answers) throws IOException {
    this.answers = answers;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * An answer.
   *
   * @param length how long it claims to be; one that claims too much never ends
   * @param headers besides its type and length
   */
  public record Answer(int status, String body, long length, Map<String, String> headers) {
    public Answer(int status, String body) {
      this(status, body, body.length(), Map.of());
    }

    public Answer with(String header, String value) {
      return new Answer(status, body, length, Map.of(header, value));
    }

    /** An error of a type of DynamoDB's. */
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

  /** How many requests came. */
  public int count() {
    return received.size();
  }

  /** What came, in the order in which it did. */
  public List<Received> received() {
    return received;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    received.add(new Received(Map.copyOf(exchange.getRequestHeaders()), body));
    Answer answer = answers.apply(received.size());
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
    answer.headers().forEach(exchange.getResponseHeaders()::add);
    exchange.sendResponseHeaders(answer.status(), answer.length());
    exchange.getResponseBody().write(answer.body().getBytes(StandardCharsets.US_ASCII));
    exchange.getResponseBody().flush();
    if (answer.body().length() == answer.length()) {
      exchange.close();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
