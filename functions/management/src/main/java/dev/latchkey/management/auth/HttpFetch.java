package dev.latchkey.management.auth;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Gets small documents over HTTP, in bounded time and size, from where they are and nowhere else.
 */
public final class HttpFetch {
  /** The most that a document may have. */
  static final int MAX_BYTES = 512 * 1024;

  private final Duration timeout;
  private final HttpClient client;

  /**
   * @param timeout the most that one document may take, from first to last byte
   */
  public HttpFetch(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * The document at a URI.
   *
   * @throws IOException if it cannot be had in time, or is too large, or the answer is not 200
   */
  String get(URI uri) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(uri).timeout(timeout).header("Accept", "application/json").build();
    CompletableFuture<HttpResponse<byte[]>> pending =
        client.sendAsync(request, answer -> new LimitedBody(MAX_BYTES));
    try {
      HttpResponse<byte[]> answer = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.statusCode() != 200) {
        throw new IOException(uri + " answered " + answer.statusCode());
      }
      return new String(answer.body(), StandardCharsets.UTF_8);
    } catch (ExecutionException e) {
      throw new IOException(uri + " cannot be read", e.getCause());
    } catch (TimeoutException e) {
      throw new IOException(uri + " takes too long", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(uri + " was given up");
    } finally {
      pending.cancel(true);
    }
  }

  /** An HTTP body in memory that fails as soon as it is too large. */
  static final class LimitedBody implements BodySubscriber<byte[]> {
    private final int maxBytes;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private @Nullable Subscription subscription;

    LimitedBody(int maxBytes) {
      this.maxBytes = maxBytes;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
      subscription = newSubscription;
      newSubscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        byte[] chunk = new byte[buffer.remaining()];
        buffer.get(chunk);
        if (bytes.size() + chunk.length > maxBytes) {
          if (subscription != null) {
            subscription.cancel();
          }
          body.completeExceptionally(new IOException("larger than " + maxBytes + " bytes"));
          return;
        }
        bytes.writeBytes(chunk);
      }
    }

    @Override
    public void onError(Throwable failure) {
      body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      body.complete(bytes.toByteArray());
    }
  }
}
