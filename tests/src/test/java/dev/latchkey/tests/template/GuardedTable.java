package dev.latchkey.tests.template;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * DynamoDB behind IAM: it lets through what the role of the function that is being called allows,
 * and refuses the rest as DynamoDB does.
 */
final class GuardedTable implements AutoCloseable {
  /** A request, and for whom it was made. */
  record Asked(String function, Need need) {}

  private final URI database;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final Queue<Asked> allowed = new ConcurrentLinkedQueue<>();
  private final Queue<Asked> denied = new ConcurrentLinkedQueue<>();
  private volatile List<Statement> statements;
  private volatile String function = "nobody";

  GuardedTable(URI database, List<Statement> statements) throws IOException {
    this.database = database;
    this.statements = statements;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Takes the requests that come from now on for those of a function. */
  void callerIs(String logicalId) {
    function = logicalId;
  }

  /** Takes these for all that is allowed. */
  void allowOnly(List<Statement> all) {
    statements = all;
  }

  List<Asked> allowed() {
    return List.copyOf(allowed);
  }

  List<Asked> denied() {
    return List.copyOf(denied);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String target = Objects.requireNonNull(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
      List<Need> needs = Need.of(target.substring(target.indexOf('.') + 1), body);
      boolean passes = needs.stream().allMatch(this::passes);
      needs.forEach(need -> (passes ? allowed : denied).add(new Asked(function, need)));
      if (passes) {
        forward(exchange, target, body);
      } else {
        String problem =
            "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\",\"Message\":\"no\"}";
        answer(exchange, 400, problem.getBytes(StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean passes(Need need) {
    return statements.stream()
        .anyMatch(statement -> statement.function().equals(function) && statement.allows(need));
  }

  private void forward(HttpExchange exchange, String target, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(database)
            .header("X-Amz-Target", target)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
            .header("X-Amz-Date", exchange.getRequestHeaders().getFirst("X-Amz-Date"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    answer(exchange, answer.statusCode(), answer.body());
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
