package dev.latchkey.dynamodb;

import java.io.IOException;
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
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * An HTTP client on AWS's Common Runtime for small answers: each is in memory before the SDK sees
 * it. It bounds each try, from the connection to the last byte, and keeps to the call's {@link
 * Deadline}, so the SDK needs no timers, whose threads would wake at each call.
 */
final class CrtHttpClient implements SdkHttpClient {
  private final Duration eachTry;
  private final int connections;
  private final TlsContext tls;
  private final Map<URI, HttpClientConnectionManager> managers = new ConcurrentHashMap<>();

  /**
   * @param eachTry how long one may take, its connection included
   * @param connections how many may be open at once
   */
  CrtHttpClient(Duration eachTry, int connections) {
    this.eachTry = eachTry;
    this.connections = connections;
    try (TlsContextOptions options = TlsContextOptions.createDefaultClient()) {
      this.tls = new TlsContext(options);
    }
  }

  /** A builder for a client of the SDK, which then closes it. */
  static SdkHttpClient.Builder<?> builder(Duration eachTry, int connections) {
    return new Builder(eachTry, connections);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    CrtExchange exchange = new CrtExchange(request);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return exchange.run(manager(request.httpRequest()), Deadline.left(eachTry));
      }

      @Override
      public void abort() {
        exchange.abandon(new IOException("The request was aborted."));
      }
    };
  }

  @Override
  public String clientName() {
    return "Crt";
  }

  @Override
  public void close() {
    managers.values().forEach(HttpClientConnectionManager::close);
    managers.clear();
    tls.close();
  }

  private HttpClientConnectionManager manager(SdkHttpRequest request) {
    URI endpoint = endpoint(request);
    HttpClientConnectionManager manager = managers.get(endpoint);
    return manager == null ? managers.computeIfAbsent(endpoint, this::open) : manager;
  }

  private static URI endpoint(SdkHttpRequest request) {
    return URI.create(request.protocol() + "://" + request.host() + ':' + request.port());
  }

  private HttpClientConnectionManager open(URI endpoint) {
    try (SocketOptions sockets = new SocketOptions()) {
      sockets.connectTimeoutMs = Math.toIntExact(eachTry.toMillis());
      HttpClientConnectionManagerOptions options =
          new HttpClientConnectionManagerOptions()
              .withClientBootstrap(ClientBootstrap.getOrCreateStaticDefault())
              .withSocketOptions(sockets)
              .withUri(endpoint)
              .withMaxConnections(connections);
      if (endpoint.getScheme().equals("https")) {
        options.withTlsContext(tls);
      }
      return HttpClientConnectionManager.create(options);
    }
  }

  private record Builder(Duration eachTry, int connections)
      implements SdkHttpClient.Builder<Builder> {
    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
      return new CrtHttpClient(eachTry, connections);
    }
  }
}
