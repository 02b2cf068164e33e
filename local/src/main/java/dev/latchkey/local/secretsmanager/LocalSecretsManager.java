package dev.latchkey.local.secretsmanager;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.local.http.LoopbackHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Secrets Manager on a loopback port, which keeps its secrets in one file. It knows what the
 * functions and a person need: to create, describe, read, tag, rotate and delete secrets. It
 * requires a signature, which it does not check. A web page cannot send these headers without
 * asking first, and is not answered then.
 *
 * <p>A rotation is finished when its request is answered. Secrets Manager answers first and repeats
 * a rotation that fails; here it is repeated by the next request.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/">API reference</a>
 */
public final class LocalSecretsManager implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEDIA_TYPE = "application/x-amz-json-1.1";
  private static final String TARGET = "secretsmanager.";
  private static final String ROTATE = "RotateSecret";
  private static final List<String> STEPS =
      List.of("createSecret", "setSecret", "testSecret", "finishSecret");

  /** Invokes a function, and returns its response, or throws if it failed. */
  @FunctionalInterface
  public interface Functions {
    /** Invokes the function with an ARN. */
    byte[] invoke(String arn, byte[] event);
  }

  private final ExecutorService threads = Executors.newCachedThreadPool(this::daemon);
  private final HttpServer server;
  private final @Nullable Path file;
  private final StoredSecrets secrets;
  private final Functions functions;
  private final Consumer<String> log;

  private LocalSecretsManager(
      int port, @Nullable Path file, Functions functions, Consumer<String> log) throws IOException {
    this.file = file;
    this.functions = functions;
    this.log = log;
    this.secrets =
        new StoredSecrets(
            file == null || !Files.exists(file)
                ? JSON.createObjectNode()
                : (ObjectNode) JSON.readTree(file.toFile()));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve).getFilters().add(new LoopbackHost());
    server.start();
  }

  /**
   * Starts it.
   *
   * @param port its port, 0 for a free one
   * @param file the file that keeps the secrets, readable for its owner only; {@code null} to keep
   *     them in memory
   * @param functions invokes functions that rotate secrets
   * @param log takes a line for each rotation that failed
   * @throws IOException if it has no port, or the file cannot be read
   */
  public static LocalSecretsManager start(
      int port, @Nullable Path file, Functions functions, Consumer<String> log) throws IOException {
    return new LocalSecretsManager(port, file, functions, log);
  }

  /**
   * Creates the secret of a template, or changes its tags if it is kept from before.
   *
   * @param arn its ARN, which ends with a hyphen and six characters after its name
   * @throws IOException if it cannot be kept
   */
  public synchronized void provide(String arn, @Nullable Object tags) throws IOException {
    secrets.provide(arn, JSON.valueToTree(tags));
    if (file != null) {
      write(file);
    }
  }

  /** The endpoint for {@code AWS_ENDPOINT_URL_SECRETS_MANAGER}. */
  public URI endpoint() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] request = exchange.getRequestBody().readAllBytes();
      try {
        respond(exchange, 200, perform(operation(exchange), JSON.readTree(request)));
      } catch (SecretsManagerException e) {
        respond(exchange, 400, error(e.type(), String.valueOf(e.getMessage())));
      } catch (JsonProcessingException e) {
        respond(exchange, 400, error("SerializationException", "The body is not JSON."));
      }
    }
  }

  private static String operation(HttpExchange exchange) {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (target == null || !target.startsWith(TARGET) || !isSigned(exchange)) {
      throw new SecretsManagerException("UnknownOperationException", "No such operation.");
    }
    return target.substring(TARGET.length());
  }

  private static boolean isSigned(HttpExchange exchange) {
    String signature = exchange.getRequestHeaders().getFirst("Authorization");
    return exchange.getRequestMethod().equals("POST")
        && MEDIA_TYPE.equals(exchange.getRequestHeaders().getFirst("Content-Type"))
        && signature != null
        && signature.startsWith("AWS4-HMAC-SHA256 Credential=");
  }

  private ObjectNode perform(String operation, JsonNode request) throws IOException {
    ObjectNode response = changed(operation, request);
    if (operation.equals(ROTATE) && request.path("RotateImmediately").asBoolean(true)) {
      rotate(response, request);
    }
    return response;
  }

  private synchronized ObjectNode changed(String operation, JsonNode request) throws IOException {
    ObjectNode response = secrets.perform(operation, request);
    if (file != null && !operation.startsWith("Describe") && !operation.startsWith("Get")) {
      write(file);
    }
    return response;
  }

  private void write(Path target) throws IOException {
    Path next = target.resolveSibling(target.getFileName() + ".next");
    Files.deleteIfExists(next);
    Files.createFile(
        next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(next, JSON.writeValueAsBytes(secrets.all()));
    Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Performs the four steps of a rotation. */
  private void rotate(ObjectNode begun, JsonNode request) {
    String function;
    synchronized (this) {
      function = secrets.usable(request).path("RotationLambdaARN").asText();
    }
    for (String step : STEPS) {
      ObjectNode event =
          JSON.createObjectNode()
              .put("Step", step)
              .put("SecretId", begun.path("ARN").asText())
              .put("ClientRequestToken", begun.path("VersionId").asText());
      try {
        functions.invoke(function, event.toString().getBytes(UTF_8));
      } catch (RuntimeException e) {
        log.accept("the rotation of " + begun.path("Name").asText() + " failed in " + step);
        return;
      }
    }
  }

  private static ObjectNode error(String type, String message) {
    return JSON.createObjectNode().put("__type", type).put("Message", message);
  }

  private static void respond(HttpExchange exchange, int status, ObjectNode body)
      throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", MEDIA_TYPE);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "secrets-manager");
    thread.setDaemon(true);
    return thread;
  }
}
