package dev.latchkey.authorizer.dynamodb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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
import software.amazon.awssdk.crt.http.HttpStream;
import software.amazon.awssdk.crt.http.HttpStreamResponseHandler;

/**
 * One request and its response. The thread that calls {@link #run} waits. A thread of the CRT's
 * event loop calls the {@code on…} methods one at a time; if the request was sent, {@link
 * #onResponseComplete} is the last and is called exactly once. This object's lock guards the state
 * that both threads use: whether the exchange is over, and the connection, which is returned to its
 * manager exactly once.
 */
final class CrtExchange implements HttpStreamResponseHandler {
  private static final int USUAL_ANSWER = 2_048;
  private static final int USUAL_HEADERS = 8;

  private final HttpClientConnectionManager connections;
  private final Duration time;
  private final CompletableFuture<Transport.Response> response = new CompletableFuture<>();
  private final List<HttpHeader> headers = new ArrayList<>(USUAL_HEADERS);
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(USUAL_ANSWER);
  private int status;
  private @Nullable HttpClientConnection connection;
  private @Nullable HttpStream stream;

  /**
   * @param connections the source of connections
   * @param time the timeout; if it is zero, nothing is sent
   */
  CrtExchange(HttpClientConnectionManager connections, Duration time) {
    this.connections = connections;
    this.time = time;
  }

  /**
   * Sends the request and waits for its response.
   *
   * @throws IOException if no response arrives in time
   */
  Transport.Response run(HttpRequest request) throws IOException {
    if (time.isZero() || time.isNegative()) {
      throw new InterruptedIOException("No time was left for the request.");
    }
    var unused =
        connections.acquireConnection().whenComplete((opened, e) -> send(request, opened, e));
    try {
      return response.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw abandon(new InterruptedIOException("No response within " + time + "."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw abandon(new InterruptedIOException("Interrupted while waiting for a response."));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
    }
  }

  /** Ends the exchange without a response and returns the reason. */
  synchronized IOException abandon(IOException reason) {
    if (response.completeExceptionally(reason) && stream != null) {
      stream.cancel();
    }
    return reason;
  }

  private synchronized void send(
      HttpRequest request, @Nullable HttpClientConnection opened, @Nullable Throwable error) {
    if (opened == null) {
      response.completeExceptionally(new IOException("No connection.", error));
      return;
    }
    connection = opened;
    if (response.isDone()) {
      release();
      return;
    }
    try {
      stream = opened.makeRequest(request, this);
      stream.activate();
    } catch (CrtRuntimeException e) {
      response.completeExceptionally(new IOException("The request could not be sent.", e));
      release();
    }
  }

  @Override
  public void onResponseHeaders(
      HttpStream from, int responseStatus, int blockType, HttpHeader[] nextHeaders) {
    status = responseStatus;
    Collections.addAll(headers, nextHeaders);
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
      response.complete(new Transport.Response(status, headers, body.toByteArray()));
    } else {
      response.completeExceptionally(new IOException(CRT.awsErrorString(errorCode)));
    }
  }

  private void release() {
    if (stream != null) {
      stream.close();
      stream = null;
    }
    if (connection != null) {
      connections.releaseConnection(connection);
      connection = null;
    }
  }
}
