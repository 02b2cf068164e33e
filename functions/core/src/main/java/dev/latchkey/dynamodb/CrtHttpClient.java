package dev.latchkey.dynamodb;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.crt.http.HttpHeader;
import software.amazon.awssdk.crt.http.HttpRequest;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * An HTTP client on AWS's Common Runtime for small answers: each is in memory before the SDK sees
 * it. It bounds each try itself, so the SDK needs no timers, whose threads would wake at each call.
 */
final class CrtHttpClient implements SdkHttpClient {
  private final CrtConnections connections;

  private CrtHttpClient(CrtConnections connections) {
    this.connections = connections;
  }

  /**
   * A builder for a client of the SDK, which then closes it.
   *
   * @param eachTry how long one may take, its connection included
   */
  static SdkHttpClient.Builder<?> builder(Duration eachTry) {
    return new Builder(eachTry);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    CrtExchange exchange = connections.to(endpoint(request.httpRequest()));
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return response(exchange.run(crtRequest(request)));
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
    connections.close();
  }

  private static URI endpoint(SdkHttpRequest request) {
    return URI.create(request.protocol() + "://" + request.host() + ':' + request.port());
  }

  private static HttpRequest crtRequest(HttpExecuteRequest request) throws IOException {
    SdkHttpRequest from = request.httpRequest();
    CrtBody body = new CrtBody(bytes(request));
    List<HttpHeader> headers = new ArrayList<>();
    from.forEachHeader(
        (name, values) -> values.forEach(value -> headers.add(new HttpHeader(name, value))));
    add(headers, from, "Host", from.host());
    add(headers, from, "Content-Length", Long.toString(body.getLength()));
    String query = from.encodedQueryParameters().map(it -> "?" + it).orElse("");
    String path = from.encodedPath().isEmpty() ? "/" : from.encodedPath();
    return new HttpRequest(
        from.method().name(), path + query, headers.toArray(HttpHeader[]::new), body);
  }

  private static void add(
      List<HttpHeader> headers, SdkHttpRequest from, String name, String value) {
    if (from.firstMatchingHeader(name).isEmpty()) {
      headers.add(new HttpHeader(name, value));
    }
  }

  private static byte[] bytes(HttpExecuteRequest request) throws IOException {
    if (request.contentStreamProvider().isEmpty()) {
      return new byte[0];
    }
    try (InputStream content = request.contentStreamProvider().get().newStream()) {
      return content.readNBytes(length(request.httpRequest()));
    }
  }

  /** The request's length as the SDK says, so that no more memory is taken. */
  private static int length(SdkHttpRequest request) {
    return request
        .firstMatchingHeader("Content-Length")
        .map(Integer::parseInt)
        .orElse(Integer.MAX_VALUE);
  }

  private static HttpExecuteResponse response(HttpAnswer answer) {
    SdkHttpFullResponse.Builder head = SdkHttpFullResponse.builder().statusCode(answer.status());
    answer.headers().forEach(header -> head.appendHeader(header.getName(), header.getValue()));
    return HttpExecuteResponse.builder()
        .response(head.build())
        .responseBody(AbortableInputStream.create(answer.body().asInputStream()))
        .build();
  }

  private record Builder(Duration eachTry) implements SdkHttpClient.Builder<Builder> {
    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
      return new CrtHttpClient(new CrtConnections(eachTry));
    }
  }
}
