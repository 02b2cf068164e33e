package dev.latchkey.tests.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;

/** An API below its stage's path, as it is on the execute-api host. */
final class StageProxy implements AutoCloseable {
  private static final Set<String> OWN =
      Set.of("host", "connection", "content-length", "upgrade", "transfer-encoding", ":status");

  private final HttpServer server;

  private StageProxy(HttpServer server) {
    this.server = server;
  }

  /** Serves the API at a port of this machine below a path. */
  static StageProxy start(String stage, int port) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      HttpClient client = HttpClient.newHttpClient();
      server.setExecutor(Executors.newCachedThreadPool(StageProxy::daemon));
      server.createContext(
          stage + "/",
          exchange -> {
            String path = exchange.getRequestURI().toString().substring(stage.length());
            forward(client, exchange, URI.create("http://localhost:" + port + path));
          });
      server.start();
      return new StageProxy(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  private static void forward(HttpClient client, HttpExchange exchange, URI target)
      throws IOException {
    try (exchange) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(target)
              .method(
                  exchange.getRequestMethod(),
                  HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
      exchange.getRequestHeaders().forEach((name, values) -> each(name, values, request::header));
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      answer
          .headers()
          .map()
          .forEach((name, values) -> each(name, values, exchange.getResponseHeaders()::add));
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void each(
      String name, List<String> values, java.util.function.BiConsumer<String, String> use) {
    if (!OWN.contains(name.toLowerCase(java.util.Locale.ROOT))) {
      values.forEach(value -> use.accept(name, value));
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "stage");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
