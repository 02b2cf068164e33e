package dev.latchkey.local.lambda.host;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.local.http.LoopbackHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's Invoke API on loopback: {@code POST /2015-03-31/functions/<name>/invocations}. It takes
 * {@code RequestResponse}, {@code Event} and {@code DryRun} calls. In place of a signature it asks
 * for a secret that only its parent knows, since any page of a browser can send to its port.
 */
public final class InvokeServer {
  /** The header with the secret. */
  public static final String SECRET = "X-Invoke-Secret";

  private static final String PATH = "/2015-03-31/functions/";
  private static final int BACKLOG = 1024;

  private final Map<String, HostedFunction> functions;
  private final byte[] secret;
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, daemon("time-outs"));

  private InvokeServer(Map<String, HostedFunction> functions, String secret) {
    this.functions = functions;
    this.secret = secret.getBytes(StandardCharsets.US_ASCII);
    clock.setRemoveOnCancelPolicy(true);
  }

  /** Starts on a free port and returns it. */
  static int start(Map<String, HostedFunction> functions, String secret) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.setExecutor(Executors.newCachedThreadPool(daemon("call-")));
    server
        .createContext("/", new InvokeServer(functions, secret)::handle)
        .getFilters()
        .add(new LoopbackHost());
    server.start();
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] event = exchange.getRequestBody().readAllBytes();
    if (!knowsTheSecret(exchange)) {
      answer(
          exchange,
          403,
          HostJson.bytes(Map.of("Message", "The header " + SECRET + " is wrong.")),
          null);
      return;
    }
    String path = exchange.getRequestURI().getRawPath();
    String rest = path.startsWith(PATH) ? path.substring(PATH.length()) : "";
    int slash = rest.indexOf('/');
    String name = name(slash < 0 ? rest : rest.substring(0, slash));
    HostedFunction function = functions.get(name);
    if (function == null
        || slash < 0
        || !rest.substring(slash).equals("/invocations")
        || !exchange.getRequestMethod().equals("POST")) {
      exchange.getResponseHeaders().set("X-Amzn-ErrorType", "ResourceNotFoundException");
      answer(exchange, 404, HostJson.bytes(Map.of("Message", "Function not found: " + name)), null);
      return;
    }
    String type = exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type");
    String requestId = UUID.randomUUID().toString();
    exchange.getResponseHeaders().set("X-Amzn-RequestId", requestId);
    if ("DryRun".equals(type)) {
      answer(exchange, 204, new byte[0], null);
    } else if ("Event".equals(type)) {
      answer(exchange, 202, new byte[0], null);
      call(function, event, requestId, (payload, error) -> {});
    } else {
      call(function, event, requestId, (payload, error) -> answer(exchange, 200, payload, error));
    }
  }

  private boolean knowsTheSecret(HttpExchange exchange) {
    String given = exchange.getRequestHeaders().getFirst(SECRET);
    return given != null && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), secret);
  }

  private void call(HostedFunction function, byte[] event, String requestId, Reply reply)
      throws IOException {
    function.enter();
    StreamHandler environment;
    try {
      environment = function.environment();
    } catch (Throwable e) {
      function.leave();
      reply.send(FunctionError.of(function.setup(), e), "Unhandled");
      return;
    }
    AtomicBoolean answered = new AtomicBoolean();
    Thread thread = Thread.currentThread();
    int millis = function.setup().timeoutMillis();
    var timeout =
        clock.schedule(
            () -> {
              if (answered.compareAndSet(false, true)) {
                function.leave();
                timedOut(function, requestId, millis, reply);
                thread.interrupt();
              }
            },
            millis,
            TimeUnit.MILLISECONDS);
    byte[] payload;
    String error = null;
    try {
      payload = function.call(environment, event, requestId);
    } catch (Throwable e) {
      payload = FunctionError.of(function.setup(), e);
      error = "Unhandled";
    }
    if (answered.compareAndSet(false, true)) {
      timeout.cancel(false);
      function.leave();
      reply.send(payload, error);
    }
    Thread.interrupted();
  }

  private static void timedOut(HostedFunction function, String requestId, int millis, Reply reply) {
    byte[] payload = FunctionError.timeOut(function.setup(), requestId, millis);
    try {
      reply.send(payload, "Unhandled");
    } catch (IOException e) {
      // The caller has gone.
    }
  }

  /** The name in a path segment: a name or an ARN, with or without a qualifier. */
  private static String name(String segment) {
    String decoded = URLDecoder.decode(segment, StandardCharsets.UTF_8);
    int arn = decoded.indexOf(":function:");
    String name = arn < 0 ? decoded : decoded.substring(arn + ":function:".length());
    int qualifier = name.indexOf(':');
    return qualifier < 0 ? name : name.substring(0, qualifier);
  }

  private static void answer(
      HttpExchange exchange, int status, byte[] payload, @Nullable String error)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("X-Amz-Executed-Version", "$LATEST");
      if (error != null) {
        exchange.getResponseHeaders().set("X-Amz-Function-Error", error);
      }
      exchange.sendResponseHeaders(status, payload.length == 0 ? -1 : payload.length);
      exchange.getResponseBody().write(payload);
    }
  }

  private static ThreadFactory daemon(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Sends the answer of a call. */
  @FunctionalInterface
  private interface Reply {
    void send(byte[] payload, @Nullable String error) throws IOException;
  }
}
