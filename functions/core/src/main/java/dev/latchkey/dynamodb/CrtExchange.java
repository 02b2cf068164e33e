package dev.latchkey.dynamodb;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.crt.CrtRuntimeException;
import software.amazon.awssdk.crt.http.HttpClientConnection;
import software.amazon.awssdk.crt.http.HttpClientConnectionManager;
import software.amazon.awssdk.crt.http.HttpHeader;
import software.amazon.awssdk.crt.http.HttpRequest;
import software.amazon.awssdk.crt.http.HttpRequestBodyStream;
import software.amazon.awssdk.crt.http.HttpStream;
import software.amazon.awssdk.crt.http.HttpStreamResponseHandler;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * One request and its answer. The CRT calls it back on a thread of its own, for the last time when
 * the exchange has ended, well or not: then its connection goes back.
 */
final class CrtExchange implements HttpStreamResponseHandler {
  private static final int USUAL_ANSWER = 2_048;

  private final HttpExecuteRequest request;
  private final CompletableFuture<HttpExecuteResponse> answer = new CompletableFuture<>();
  private final SdkHttpFullResponse.Builder head = SdkHttpFullResponse.builder();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(USUAL_ANSWER);
  private @Nullable HttpClientConnectionManager manager;
  private @Nullable HttpClientConnection connection;
  private @Nullable HttpStream stream;

  CrtExchange(HttpExecuteRequest request) {
    this.request = request;
  }

  /**
   * The answer.
   *
   * @param connections where a connection is taken from
   * @param time how long it may take; without any, nothing is sent
   * @throws IOException if it does not come in time, or not at all
   */
  HttpExecuteResponse run(HttpClientConnectionManager connections, Duration time)
      throws IOException {
    if (time.isZero() || time.isNegative()) {
      throw new InterruptedIOException("No time was left for the request.");
    }
    manager = connections;
    var unused = connections.acquireConnection().whenComplete(this::send);
    try {
      return answer.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw abandon(new InterruptedIOException("No answer within " + time + "."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw abandon(new InterruptedIOException("Interrupted while waiting for an answer."));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
    }
  }

  /** Ends it without an answer; returns the reason. */
  synchronized IOException abandon(IOException reason) {
    if (answer.completeExceptionally(reason) && stream != null) {
      stream.cancel();
    }
    return reason;
  }

  private synchronized void send(@Nullable HttpClientConnection opened, @Nullable Throwable error) {
    if (opened == null) {
      answer.completeExceptionally(new IOException("No connection.", error));
      return;
    }
    connection = opened;
    if (answer.isDone()) {
      release();
      return;
    }
    try {
      stream = opened.makeRequest(crtRequest(), this);
      stream.activate();
    } catch (CrtRuntimeException | IOException e) {
      answer.completeExceptionally(new IOException("The request could not be sent.", e));
      release();
    }
  }

  @Override
  public void onResponseHeaders(
      HttpStream from, int status, int blockType, HttpHeader[] nextHeaders) {
    head.statusCode(status);
    for (HttpHeader header : nextHeaders) {
      head.appendHeader(header.getName(), header.getValue());
    }
  }

  @Override
  public int onResponseBody(HttpStream from, byte[] bytes) {
    body.writeBytes(bytes);
    return bytes.length;
  }

  @Override
  public synchronized void onResponseComplete(HttpStream from, int errorCode) {
    release();
    if (errorCode == CRT.AWS_CRT_SUCCESS) {
      answer.complete(
          HttpExecuteResponse.builder()
              .response(head.build())
              .responseBody(
                  AbortableInputStream.create(new ByteArrayInputStream(body.toByteArray())))
              .build());
    } else {
      answer.completeExceptionally(new IOException(CRT.awsErrorString(errorCode)));
    }
  }

  private void release() {
    if (stream != null) {
      stream.close();
      stream = null;
    }
    if (connection != null && manager != null) {
      manager.releaseConnection(connection);
      connection = null;
    }
  }

  private HttpRequest crtRequest() throws IOException {
    SdkHttpRequest from = request.httpRequest();
    Body sent = new Body(bytes());
    List<HttpHeader> headers = new ArrayList<>();
    from.forEachHeader(
        (name, values) -> values.forEach(value -> headers.add(new HttpHeader(name, value))));
    add(headers, from, "Host", from.host());
    add(headers, from, "Content-Length", Long.toString(sent.getLength()));
    String query = from.encodedQueryParameters().map(it -> "?" + it).orElse("");
    String path = from.encodedPath().isEmpty() ? "/" : from.encodedPath();
    return new HttpRequest(
        from.method().name(), path + query, headers.toArray(HttpHeader[]::new), sent);
  }

  private static void add(
      List<HttpHeader> headers, SdkHttpRequest from, String name, String value) {
    if (from.firstMatchingHeader(name).isEmpty()) {
      headers.add(new HttpHeader(name, value));
    }
  }

  private byte[] bytes() throws IOException {
    if (request.contentStreamProvider().isEmpty()) {
      return new byte[0];
    }
    try (InputStream content = request.contentStreamProvider().get().newStream()) {
      return content.readNBytes(length());
    }
  }

  /** The request's length as the SDK says, so that no more memory is taken. */
  private int length() {
    return request
        .httpRequest()
        .firstMatchingHeader("Content-Length")
        .map(Integer::parseInt)
        .orElse(Integer.MAX_VALUE);
  }

  /** What is sent. */
  private static final class Body implements HttpRequestBodyStream {
    private final ByteBuffer left;

    Body(byte[] bytes) {
      left = ByteBuffer.wrap(bytes);
    }

    @Override
    public boolean sendRequestBody(ByteBuffer out) {
      int length = Math.min(out.remaining(), left.remaining());
      out.put(left.slice().limit(length));
      left.position(left.position() + length);
      return !left.hasRemaining();
    }

    @Override
    public boolean resetPosition() {
      left.rewind();
      return true;
    }

    @Override
    public long getLength() {
      return left.limit();
    }
  }
}
