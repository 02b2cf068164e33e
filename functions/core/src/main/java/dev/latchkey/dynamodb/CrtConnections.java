package dev.latchkey.dynamodb;

import dev.latchkey.key.Deadline;
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

/** Keeps connections of AWS's Common Runtime alive. */
final class CrtConnections implements AutoCloseable {
  private static final int AT_ONCE = 50;

  private final Duration eachAttempt;
  private final TlsContext tls;
  private final Map<URI, HttpClientConnectionManager> managers = new ConcurrentHashMap<>();

  /**
   * @param eachAttempt how long one attempt may take, including its connection
   */
  CrtConnections(Duration eachAttempt) {
    this.eachAttempt = eachAttempt;
    try (TlsContextOptions options = TlsContextOptions.createDefaultClient()) {
      this.tls = new TlsContext(options);
    }
  }

  /**
   * An exchange with a server.
   *
   * @param endpoint its scheme, host and port
   * @param deadline when it has to be over, even if one attempt may usually take longer
   */
  CrtExchange to(URI endpoint, Deadline deadline) {
    return new CrtExchange(manager(endpoint), deadline.left(eachAttempt));
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
      sockets.connectTimeoutMs = Math.toIntExact(eachAttempt.toMillis());
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
