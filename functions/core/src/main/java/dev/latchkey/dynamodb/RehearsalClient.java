package dev.latchkey.dynamodb;

import dev.latchkey.key.Change;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.StoredKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A client without a network: whoever reads a key is given one, whoever reads a data API another.
 * With it a function goes its usual way before Lambda takes its snapshot, so that classes are
 * loaded and code is compiled in every clone.
 */
public final class RehearsalClient {
  private RehearsalClient() {}

  /**
   * The client of one key and one data API.
   *
   * @param made what would have made them
   */
  public static DynamoDbClient of(StoredKey key, DataApi dataApi, Change made) {
    Item keyItem = KeyItem.of(key, made, Duration.ZERO);
    Item dataApiItem = DataApiItem.of(dataApi, made);
    String keyName = '"' + keyItem.text(Attributes.PK) + '"';
    return DynamoDbClient.builder()
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("rehearsal", "rehearsal")))
        .httpClient(new Canned(keyName, answer(keyItem), answer(dataApiItem)))
        .build();
  }

  private static String answer(Item item) {
    return "{\"Item\":" + json(item.attributes()) + "}";
  }

  private static String json(Map<String, AttributeValue> attributes) {
    return attributes.entrySet().stream()
        .map(each -> '"' + each.getKey() + "\":" + json(each.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** A value in DynamoDB's JSON; what is rehearsed with has nothing to escape. */
  private static String json(AttributeValue value) {
    return switch (value.type()) {
      case S -> "{\"S\":\"" + value.s() + "\"}";
      case N -> "{\"N\":\"" + value.n() + "\"}";
      case B -> "{\"B\":\"" + Base64.getEncoder().encodeToString(value.b().asByteArray()) + "\"}";
      case M -> "{\"M\":" + json(value.m()) + "}";
      case L ->
          value.l().stream()
              .map(RehearsalClient::json)
              .collect(Collectors.joining(",", "{\"L\":[", "]}"));
      default -> throw new IllegalStateException("No item has a value such as " + value.type());
    };
  }

  /** Two answers and no network. */
  private record Canned(String keyName, String keyAnswer, String dataApiAnswer)
      implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          String answer = body(request).contains(keyName) ? keyAnswer : dataApiAnswer;
          return HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(200).build())
              .responseBody(
                  AbortableInputStream.create(
                      new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8))))
              .build();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}

    private static String body(HttpExecuteRequest request) {
      try (InputStream body = request.contentStreamProvider().orElseThrow().newStream()) {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
