package dev.latchkey.testing.dynamodb;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.local.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A proxy of DynamoDB. Like IAM it lets through what the role of the calling function allows, and
 * on demand it fails as DynamoDB does.
 */
public final class GuardedDynamoDb implements AutoCloseable {
  private static final Set<String> HOP_BY_HOP =
      Set.of("host", "content-length", "connection", "expect", "upgrade", "transfer-encoding");

  /**
   * How DynamoDB fails.
   *
   * @param status the HTTP status
   * @param type the exception's name in the body
   */
  public record Failure(int status, String type) {
    public static final Failure THROTTLED = new Failure(400, "ThrottlingException");
    public static final Failure DOWN = new Failure(503, "ServiceUnavailable");
    public static final Failure FORBIDDEN = new Failure(400, "AccessDeniedException");
  }

  /** A request, and for whom it was made. */
  public record Asked(String function, Need need) {
    /** Whether a statement lets it through. */
    public boolean isAllowedBy(Statement statement) {
      return statement.function().equals(function) && statement.allows(need);
    }
  }

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newCachedThreadPool(GuardedDynamoDb::daemon);
  private final URI database;
  private final HttpServer server;
  private final Set<String> partitionKeys;
  private final Function<Headers, @Nullable String> caller;
  private final BiConsumer<Asked, Boolean> observer;
  private volatile List<Statement> statements;
  private volatile @Nullable Failure failure;
  private volatile Duration delay = Duration.ZERO;

  /**
   * Listens on a free port.
   *
   * @param template defines the tables
   * @param caller tells from a request's headers which function sends it
   * @param statements all that is allowed
   * @param observer takes each request, and whether it is let through
   */
  public GuardedDynamoDb(
      URI database,
      Template template,
      Function<Headers, @Nullable String> caller,
      List<Statement> statements,
      BiConsumer<Asked, Boolean> observer) {
    this.database = database;
    this.partitionKeys = Need.partitionKeys(template);
    this.caller = caller;
    this.statements = List.copyOf(statements);
    this.observer = observer;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::pass);
    server.start();
  }

  /** Where the functions have to look for DynamoDB. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Does something while every request fails. */
  public <T> T whileFailing(Failure how, Supplier<T> action) {
    failure = how;
    try {
      return action.get();
    } finally {
      failure = null;
    }
  }

  /** Does something while every request takes longer. */
  public <T> T whileSlow(Duration more, Supplier<T> action) {
    delay = more;
    try {
      return action.get();
    } finally {
      delay = Duration.ZERO;
    }
  }

  /** Takes these for all that is allowed from now on. */
  public void allowOnly(List<Statement> all) {
    statements = List.copyOf(all);
  }

  private boolean allows(HttpExchange exchange, byte[] body) {
    String function = caller.apply(exchange.getRequestHeaders());
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (function == null || target == null) {
      throw new IllegalStateException("Nobody knows who asks for " + target);
    }
    List<Asked> asked =
        Need.of(target.substring(target.indexOf('.') + 1), body, partitionKeys).stream()
            .map(need -> new Asked(function, need))
            .toList();
    List<Statement> now = statements;
    boolean passes = asked.stream().allMatch(each -> now.stream().anyMatch(each::isAllowedBy));
    asked.forEach(each -> observer.accept(each, passes));
    return passes;
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      LockSupport.parkNanos(delay.toNanos());
      Failure how = failure;
      if (how == null && !allows(exchange, body)) {
        how = Failure.FORBIDDEN;
      }
      if (how == null) {
        forward(exchange, body);
      } else {
        String problem =
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"on demand\"}"
                .formatted(how.type());
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        answer(exchange, how.status(), problem.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private void forward(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(database).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (isEndToEnd(name)) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      HttpResponse<byte[]> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (isEndToEnd(name)) {
                  values.forEach(value -> exchange.getResponseHeaders().add(name, value));
                }
              });
      answer(exchange, answer.statusCode(), answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isEndToEnd(String header) {
    return !HOP_BY_HOP.contains(header.toLowerCase(Locale.ROOT));
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "guarded-dynamodb");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
