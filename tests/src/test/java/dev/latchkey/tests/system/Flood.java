package dev.latchkey.tests.system;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Garbage requests, of which a fixed number is in flight at any time: the response to each one
 * sends the next, until the flood is closed.
 */
final class Flood implements AutoCloseable {
  private static final String NO_TOKEN = "Bearer garbage";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI api;
  private final List<String> targets;
  private final AtomicInteger sent = new AtomicInteger();
  private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Starts it.
   *
   * @param targets what it requests in turn, such as {@code GET /v1/keys}
   */
  Flood(URI api, int inFlight, List<String> targets) {
    this.api = api;
    this.targets = List.copyOf(targets);
    for (int i = 0; i < inFlight; i++) {
      send();
    }
  }

  /** How many responses had this status so far. */
  int responses(int status) {
    return statuses.getOrDefault(status, 0);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The response sends the next request.
  private void send() {
    if (closed) {
      return;
    }
    String[] target = targets.get(sent.getAndIncrement() % targets.size()).split(" ", 2);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api + target[1]))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", NO_TOKEN)
            .method(target[0], BodyPublishers.noBody())
            .build();
    client
        .sendAsync(request, BodyHandlers.discarding())
        .whenComplete(
            (response, failure) -> {
              count(response == null ? null : response.statusCode());
              send();
            });
  }

  private void count(@Nullable Integer status) {
    if (status != null) {
      statuses.merge(status, 1, Integer::sum);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
