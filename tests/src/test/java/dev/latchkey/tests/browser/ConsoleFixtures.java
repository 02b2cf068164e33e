package dev.latchkey.tests.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What is there before a person comes: made through the API, by a program with the role for it. */
final class ConsoleFixtures {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE = 10;
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String origin;
  private final String token;

  ConsoleFixtures(String origin, String issuer) {
    this.origin = origin;
    this.token =
        send(HttpRequest.newBuilder(URI.create(issuer + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&client_id=engineer&client_secret=any")))
            .path("access_token")
            .asText();
  }

  /** Waits for a first answer, which takes as long as the functions take to start. */
  void untilReady() {
    for (int tries = 0; ; tries++) {
      try {
        call("GET", "/v1/keys", null);
        call("GET", "/v1/data-apis", null);
        return;
      } catch (IllegalStateException e) {
        if (tries == PATIENCE) {
          throw e;
        }
      }
    }
  }

  /** A word that nothing else is called. */
  static String fresh(String word) {
    return word + "-" + Long.toString(System.nanoTime(), 36) + COUNT.incrementAndGet();
  }

  /** A new data API; its id. Its first key is called like it. */
  String dataApi() {
    return dataApi(fresh("orders"));
  }

  /** A new data API of that id, which is also what its first key is called. */
  String dataApi(String id) {
    call(
        "POST",
        "/v1/data-apis",
        Map.of(
            "data_api_id",
            id,
            "domain",
            "sales",
            "dataset",
            "orders",
            "routes",
            new Object[] {Map.of("api_id", "orders-data-api", "path", "/orders")},
            "key",
            Map.of("name", id, "validity_days", 200)));
    return id;
  }

  /** A new key, with its API key. */
  JsonNode key(String dataApiId, String name, int days) {
    return call(
        "POST", "/v1/keys", Map.of("data_api_id", dataApiId, "name", name, "validity_days", days));
  }

  /** A key as it is now. */
  JsonNode find(String keyId) {
    return call("GET", "/v1/keys/" + keyId, null);
  }

  /** All keys of a data API. */
  JsonNode keys(String dataApiId) {
    return call("GET", "/v1/keys?limit=1000&data_api_id=" + dataApiId, null).path("keys");
  }

  /** Any call, which has to succeed. */
  JsonNode call(String method, String path, @org.jspecify.annotations.Nullable Object body) {
    try {
      return send(
          HttpRequest.newBuilder(URI.create(origin + path))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .method(
                  method,
                  body == null
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(answer.request() + ": " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
