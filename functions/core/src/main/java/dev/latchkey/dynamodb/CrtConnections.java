package dev.latchkey.dynamodb;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.crt.http.HttpClientConnectionManager;
import software.amazon.awssdk.crt.http.HttpClientConnectionManagerOptions;
import software.amazon.awssdk.crt.io.ClientBootstrap;
import software.amazon.awssdk.crt.io.SocketOptions;
import software.amazon.awssdk.crt.io.TlsContext;
import software.amazon.awssdk.crt.io.TlsContextOptions;

/**
 * Connections of AWS's Common Runtime, kept alive. Each try is bounded, from the connection to the
 * last byte, and keeps to the call's {@link Deadline}.
 */
final class CrtConnections implements AutoCloseable {
  private static final int AT_ONCE = 50;

  private final Duration eachTry;
  private final TlsContext tls;
  private final Map<URI, HttpClientConnectionManager> managers = new ConcurrentHashMap<>();

  /**
   * @param eachTry how long one may take, its connection included
   */
  CrtConnections(Duration eachTry) {
    this.eachTry = eachTry;
    try (TlsContextOptions options = TlsContextOptions.createDefaultClient()) {
      this.tls = new TlsContext(options);
    }
  }

  /**
   * One try with a server.
   *
   * @param endpoint its scheme, host and port
   */
  CrtExchange to(URI endpoint) {
    return new CrtExchange(manager(endpoint), eachTry);
  }

  @Override
  public void close() {
    managers.values().forEach(HttpClientConnectionManager::close);
    managers.clear();
    tls.close();
  }

  private HttpClientConnectionManager manager(URI endpoint) {
    HttpClientConnectionManager manager = managers.get(endpoint);
    return manager == null ? managers.computeIfAbsent(endpoint, this::open) : manager;
  }

  private HttpClientConnectionManager open(URI endpoint) {
    try (SocketOptions sockets = new SocketOptions()) {
      sockets.connectTimeoutMs = Math.toIntExact(eachTry.toMillis());
      HttpClientConnectionManagerOptions options =
          new HttpClientConnectionManagerOptions()
              .withClientBootstrap(ClientBootstrap.getOrCreateStaticDefault())
              .withSocketOptions(sockets)
              .withUri(endpoint)
              .withMaxConnections(AT_ONCE);
      if (endpoint.getScheme().equals("https")) {
        options.withTlsContext(tls);
      }
      return HttpClientConnectionManager.create(options);
    }
  }
}
