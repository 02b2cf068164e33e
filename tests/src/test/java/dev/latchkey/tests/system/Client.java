package dev.latchkey.tests.system;

import dev.latchkey.tests.contract.Exchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Someone who calls an API; every answer goes to a recorder.
 *
 * @param base the API's URL
 * @param headers what each request carries, each name before its value
 * @param recorder where answers go
 */
public record Client(String base, List<String> headers, Consumer<Exchange> recorder) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  public Client {
    headers = List.copyOf(headers);
  }

  /** The same, with one more header in each request. */
  public Client with(String name, String value) {
    List<String> more = new ArrayList<>(headers);
    more.add(name);
    more.add(value);
    return new Client(base, more, recorder);
  }

  /** {@code GET}. */
  public RecordedResponse get(String path) {
    return send("GET", path, null);
  }

  /** {@code DELETE}. */
  public RecordedResponse delete(String path) {
    return send("DELETE", path, null);
  }

  /** {@code POST} without a body. */
  public RecordedResponse post(String path) {
    return send("POST", path, null);
  }

  /** {@code POST} with a JSON body; single quotes stand for double ones. */
  public RecordedResponse post(String path, String json) {
    return send("POST", path, json);
  }

  /** {@code PATCH} with a JSON body; single quotes stand for double ones. */
  public RecordedResponse patch(String path, String json) {
    return send("PATCH", path, json);
  }

  /** Any request; single quotes in its body stand for double ones. */
  public RecordedResponse send(String method, String path, @Nullable String json) {
    return json == null
        ? exchange(method, path, BodyPublishers.noBody())
        : with("Content-Type", "application/json")
            .exchange(method, path, BodyPublishers.ofString(json.replace('\'', '"')));
  }

  /** Any request with any body. */
  public RecordedResponse exchange(String method, String path, HttpRequest.BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, body);
    for (int i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    try {
      HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
      Exchange exchange =
          new Exchange(
              method,
              path.split("\\?", 2)[0],
              answer.statusCode(),
              answer.headers().map(),
              answer.body());
      recorder.accept(exchange);
      return new RecordedResponse(exchange);
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + base + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
