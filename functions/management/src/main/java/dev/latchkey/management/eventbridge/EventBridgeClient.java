package dev.latchkey.management.eventbridge;

import dev.latchkey.management.json.JsonDocument;
import dev.latchkey.management.json.JsonObject;
import dev.latchkey.management.json.JsonText;
import dev.latchkey.management.json.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Puts events on the default event bus of the account, with {@code PutEvents}. The SDK signs and
 * sends the request.
 *
 * @param http sends requests
 * @param endpoint EventBridge's endpoint
 * @param region the Region in signatures
 * @param credentials the function's credentials
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
public record EventBridgeClient(
    SdkHttpClient http, URI endpoint, String region, AwsCredentialsProvider credentials)
    implements EventBus {
  private static final int OK = 200;
  private static final int MAX_ERROR = 1_000;

  /** The timeout of one attempt: to connect, and then for each read. */
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  /**
   * Returns a client.
   *
   * @param endpoint EventBridge's endpoint
   */
  public static EventBridgeClient create(
      URI endpoint, String region, AwsCredentialsProvider credentials) {
    return new EventBridgeClient(
        UrlConnectionHttpClient.builder().connectionTimeout(TIMEOUT).socketTimeout(TIMEOUT).build(),
        endpoint,
        region,
        credentials);
  }

  @Override
  public List<BusEvent> put(List<BusEvent> events) throws IOException {
    try {
      return send(events);
    } catch (SdkException | UncheckedIOException e) {
      throw new IOException("PutEvents got no response.", e);
    }
  }

  private List<BusEvent> send(List<BusEvent> events) throws IOException {
    SignedRequest signed = signed(JsonText.of(request(events)));
    HttpExecuteResponse response =
        http.prepareRequest(
                HttpExecuteRequest.builder()
                    .request(signed.request())
                    .contentStreamProvider(signed.payload().orElseThrow())
                    .build())
            .call();
    String body = body(response);
    int status = response.httpResponse().statusCode();
    if (status != OK) {
      throw new IOException(
          "PutEvents returned %d: %s"
              .formatted(status, body.substring(0, Math.min(MAX_ERROR, body.length()))));
    }
    return failed(events, body);
  }

  private static JsonObject request(List<BusEvent> events) {
    return new JsonObject()
        .with(
            "Entries",
            events.stream()
                .map(
                    event ->
                        new JsonObject()
                            .with("Source", BusEvent.SOURCE)
                            .with("DetailType", event.detailType())
                            .with("Detail", event.detail())
                            .with("Time", event.at().getEpochSecond()))
                .toList());
  }

  private SignedRequest signed(String body) {
    ContentStreamProvider payload = ContentStreamProvider.fromUtf8String(body);
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint)
            .encodedPath("/")
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader(
                "Content-Length", Integer.toString(body.getBytes(StandardCharsets.UTF_8).length))
            .putHeader("X-Amz-Target", "AWSEvents.PutEvents")
            .build();
    return AwsV4HttpSigner.create()
        .sign(
            r ->
                r.identity(credentials.resolveCredentials())
                    .request(request)
                    .payload(payload)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "events")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region));
  }

  private static String body(HttpExecuteResponse response) throws IOException {
    if (response.responseBody().isEmpty()) {
      return "";
    }
    try (InputStream stream = response.responseBody().get()) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Returns the events whose entries in the response, which have the same order, name an error. */
  private static List<BusEvent> failed(List<BusEvent> events, String body) throws IOException {
    List<BusEvent> failed = new ArrayList<>();
    List<?> entries = entries(body);
    if (entries.size() != events.size()) {
      throw new IOException("PutEvents responded to %d entries.".formatted(entries.size()));
    }
    for (int i = 0; i < entries.size(); i++) {
      if (!(entries.get(i) instanceof Map<?, ?> entry)
          || !(entry.get("EventId") instanceof String)
          || entry.containsKey("ErrorCode")) {
        failed.add(events.get(i));
      }
    }
    return failed;
  }

  private static List<?> entries(String body) throws IOException {
    try {
      return JsonDocument.read(body).root() instanceof Map<?, ?> root
              && root.get("Entries") instanceof List<?> entries
          ? entries
          : List.of();
    } catch (MalformedJsonException e) {
      throw new IOException("PutEvents returned no JSON.", e);
    }
  }
}
