package dev.latchkey.testing.secretsmanager;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A proxy of Secrets Manager. Like IAM it lets through what the role of the calling function
 * allows, and on demand it fails as Secrets Manager does.
 */
public final class GuardedSecretsManager implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String TARGET = "X-Amz-Target";
  private static final List<String> PASSED_ON = List.of("Content-Type", TARGET, "Authorization");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newCachedThreadPool(this::daemon);
  private final Set<SecretRight> used = new ConcurrentSkipListSet<>();
  private final URI secretsManager;
  private final HttpServer server;
  private volatile Set<SecretRight> rights;
  private volatile @Nullable String caller;
  private volatile @Nullable String failing;

  /**
   * Listens on a free port. Without a {@link #as caller} everything is let through.
   *
   * @param rights all that is allowed
   */
  public GuardedSecretsManager(URI secretsManager, Set<SecretRight> rights) {
    this.secretsManager = secretsManager;
    this.rights = Set.copyOf(rights);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::pass);
    server.start();
  }

  /** Where the functions have to look for Secrets Manager. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Takes all requests from now on for those of a function. */
  public void as(String function) {
    caller = function;
  }

  /** Takes these for all that is allowed from now on. */
  public void allowOnly(Set<SecretRight> all) {
    rights = Set.copyOf(all);
  }

  /** What was let through because of a role. */
  public Set<SecretRight> used() {
    return Set.copyOf(used);
  }

  /** Does something while an operation fails for every secret. */
  public void whileFailing(String operation, Runnable action) {
    failing = "secretsmanager." + operation;
    try {
      action.run();
    } finally {
      failing = null;
    }
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String target = exchange.getRequestHeaders().getFirst(TARGET);
      if (target.equals(failing)) {
        answer(exchange, 500, "{\"__type\":\"InternalServiceError\"}".getBytes(UTF_8));
      } else if (!allows(exchange, target, body)) {
        answer(exchange, 400, "{\"__type\":\"AccessDeniedException\"}".getBytes(UTF_8));
      } else {
        HttpResponse<byte[]> response = forward(exchange, target, body);
        answer(exchange, response.statusCode(), response.body());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean allows(HttpExchange exchange, String target, byte[] body)
      throws IOException, InterruptedException {
    String function = caller;
    if (function == null) {
      return true;
    }
    SecretRight right = new SecretRight(function, target.replace('.', ':'));
    boolean passes = rights.contains(right) && isTagged(exchange, body);
    if (passes) {
      used.add(right);
    }
    return passes;
  }

  private boolean isTagged(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    JsonNode secret =
        JSON.readTree(forward(exchange, "secretsmanager.DescribeSecret", body).body());
    for (JsonNode tag : secret.path("Tags")) {
      if (tag.path("Key").asText().equals("latchkey")) {
        return true;
      }
    }
    return false;
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, String target, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(secretsManager).POST(BodyPublishers.ofByteArray(body));
    for (String name : PASSED_ON) {
      request.header(
          name, name.equals(TARGET) ? target : exchange.getRequestHeaders().getFirst(name));
    }
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "guarded-secrets-manager");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
