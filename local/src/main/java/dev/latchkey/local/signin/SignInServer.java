package dev.latchkey.local.signin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.local.http.LoopbackHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The sign-in server of a laptop, on the loopback address, with discovery, JWKS, {@code
 * client_credentials}, authorization code with PKCE, refresh and end of session.
 *
 * <p>Whichever name of this machine a request used, the issuer is {@code
 * http://localhost:<port>/latchkey}.
 */
public final class SignInServer implements AutoCloseable {
  private static final int LARGEST_BODY = 64 * 1024;
  private static final List<String> HEADERS =
      List.of(
          "Authorization",
          "Content-Type",
          "Origin",
          "Access-Control-Request-Headers",
          "Access-Control-Request-Method");

  private final HttpServer server;
  private final ExecutorService threads;
  private final LocalProvider provider;

  private SignInServer(HttpServer server, SigningKey key, List<String> origins) {
    this.server = server;
    this.threads = Executors.newCachedThreadPool(SignInServer::daemon);
    this.provider = new LocalProvider(key, origins);
    server.setExecutor(threads);
    server.createContext("/", this::serve).getFilters().add(new LoopbackHost());
    warmUp();
    server.start();
  }

  /**
   * Starts the server.
   *
   * @param port 0 for a free one
   * @param origins the pages that may call it from a browser, such as {@code http://localhost:3000}
   * @throws IOException if the port is in use
   */
  public static SignInServer start(int port, SigningKey key, List<String> origins)
      throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return new SignInServer(HttpServer.create(address, 0), key, origins);
  }

  /** The issuer of all its tokens, and where its discovery document starts. */
  public URI issuer() {
    return URI.create(base() + "/" + LocalProvider.ISSUER_ID);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** Loads what the first answers need, so that nobody's time-out ends before they are there. */
  private void warmUp() {
    String issuer = issuer().toString();
    String credentials = "grant_type=client_credentials&client_id=outsider&client_secret=none";
    provider.answer(request("GET", issuer + "/.well-known/openid-configuration", ""));
    provider.answer(request("GET", issuer + "/jwks", ""));
    provider.answer(request("POST", issuer + "/token", credentials));
  }

  private static OAuth2HttpRequest request(String method, String url, String form) {
    Headers headers = Headers.of("Content-Type", "application/x-www-form-urlencoded");
    return new OAuth2HttpRequest(headers, method, HttpUrl.get(url), form);
  }

  private String base() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      OAuth2HttpRequest request = read(exchange);
      write(
          exchange,
          request == null ? SignInResponses.text(400, "Bad request") : provider.answer(request));
    }
  }

  private @Nullable OAuth2HttpRequest read(HttpExchange exchange) throws IOException {
    HttpUrl url = HttpUrl.parse(base() + exchange.getRequestURI());
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (url == null || body.length > LARGEST_BODY) {
      return null;
    }
    Headers.Builder headers = new Headers.Builder();
    for (String name : HEADERS) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        headers.addUnsafeNonAscii(name, value);
      }
    }
    return new OAuth2HttpRequest(
        headers.build(),
        exchange.getRequestMethod(),
        url,
        new String(body, StandardCharsets.UTF_8));
  }

  private static void write(HttpExchange exchange, OAuth2HttpResponse answer) throws IOException {
    answer
        .getHeaders()
        .toMultimap()
        .forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
    byte[] body = SignInResponses.body(answer);
    exchange.sendResponseHeaders(answer.getStatus(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "sign-in");
    thread.setDaemon(true);
    return thread;
  }
}
