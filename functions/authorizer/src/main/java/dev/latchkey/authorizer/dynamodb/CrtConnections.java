package dev.latchkey.authorizer.dynamodb;

import dev.latchkey.core.application.Deadline;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.http.HttpClientConnectionManager;
import software.amazon.awssdk.crt.http.HttpClientConnectionManagerOptions;
import software.amazon.awssdk.crt.io.ClientBootstrap;
import software.amazon.awssdk.crt.io.SocketOptions;
import software.amazon.awssdk.crt.io.TlsContext;
import software.amazon.awssdk.crt.io.TlsContextOptions;

/**
 * A pool of persistent connections to one endpoint, on AWS's Common Runtime (CRT). Connections are
 * opened by the first request, so a snapshot holds none.
 */
final class CrtConnections implements AutoCloseable {
  private static final int AT_ONCE = 50;

  private final URI endpoint;
  private final Duration eachAttempt;
  private final TlsContext tls;
  private @Nullable HttpClientConnectionManager manager;

  /**
   * @param endpoint scheme, host and, unless it is the default, port
   * @param eachAttempt the timeout of one attempt, including connecting
   */
  CrtConnections(URI endpoint, Duration eachAttempt) {
    this.endpoint = endpoint;
    this.eachAttempt = eachAttempt;
    try (TlsContextOptions options = TlsContextOptions.createDefaultClient()) {
      this.tls = new TlsContext(options);
    }
  }

  URI endpoint() {
    return endpoint;
  }

  /**
   * Returns a new exchange with the server.
   *
   * @param deadline the deadline, which may shorten the timeout of the attempt
   */
  CrtExchange exchange(Deadline deadline) {
    return new CrtExchange(manager(), deadline.left(eachAttempt));
  }

  @Override
  public synchronized void close() {
    if (manager != null) {
      manager.close();
      manager = null;
    }
    tls.close();
  }

  private synchronized HttpClientConnectionManager manager() {
    HttpClientConnectionManager open = manager;
    if (open == null) {
      open = open();
      manager = open;
    }
    return open;
  }

  private HttpClientConnectionManager open() {
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
