package dev.latchkey.authorizer.dynamodb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.dynamodb.DynamoDbClients;
import dev.latchkey.core.dynamodb.DynamoDbExceptions;
import dev.latchkey.core.dynamodb.item.Attributes;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.telemetry.JsonBuffer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Reads items of one table with {@code GetItem}. The authorizer uses it instead of the SDK's client
 * to reduce latency: the SDK's client loads 1,400 more classes before its first response. Retries
 * and their limits are the same as the SDK's.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html">GetItem</a>
 */
public final class GetItemClient implements ItemReader, AutoCloseable {
  private static final int OK = 200;
  private static final int USUAL_REQUEST = 256;
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();
  private static final AcquireInitialTokenRequest FIRST_ATTEMPT =
      AcquireInitialTokenRequest.create("GetItem");

  private final Transport transport;
  private final String table;
  private final RetryStrategy retries;

  /**
   * @param transport the transport; closed with this client
   * @param table the table's name
   */
  public GetItemClient(Transport transport, String table) {
    this.transport = transport;
    this.table = table;
    this.retries = DynamoDbClients.retries();
  }

  @Override
  public Optional<Item> get(ItemKey key, Deadline deadline) {
    byte[] body = request(table, key);
    RetryToken token = retries.acquireInitialToken(FIRST_ATTEMPT).token();
    while (true) {
      try {
        Optional<Item> item = attempt(body, deadline);
        retries.recordSuccess(RecordSuccessRequest.create(token));
        return item;
      } catch (SdkException e) {
        token = awaitNextAttempt(token, e, deadline);
      }
    }
  }

  /** Returns the body of a request for an item. */
  static byte[] request(String table, ItemKey key) {
    JsonBuffer json = new JsonBuffer(USUAL_REQUEST).beginObject();
    json.name("TableName").string(table).name("Key").beginObject();
    json.name(Attributes.PK).beginObject().name("S").string(key.pk()).endObject();
    json.name(Attributes.SK).beginObject().name("S").string(key.sk()).endObject().endObject();
    return json.name("ConsistentRead").bool(true).endObject().toBytes();
  }

  @Override
  public void close() {
    transport.close();
  }

  private RetryToken awaitNextAttempt(RetryToken last, SdkException failure, Deadline deadline) {
    RefreshRetryTokenResponse next;
    try {
      next =
          retries.refreshRetryToken(
              RefreshRetryTokenRequest.builder().token(last).failure(failure).build());
    } catch (TokenAcquisitionFailedException noneLeft) {
      throw DynamoDbExceptions.of(failure);
    }
    if (!deadline.leavesTimeAfter(next.delay())) {
      throw DynamoDbExceptions.of(failure);
    }
    try {
      Thread.sleep(next.delay().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DynamoDbExceptions.of(
          AbortedException.create("Interrupted between two attempts.", failure));
    }
    return next.token();
  }

  private Optional<Item> attempt(byte[] body, Deadline deadline) {
    try {
      Transport.Response response = transport.send(body, deadline);
      if (response.status() != OK) {
        throw error(response);
      }
      check(response);
      return item(response.body());
    } catch (IOException e) {
      throw SdkClientException.create("GetItem got no response.", e);
    }
  }

  private static Optional<Item> item(byte[] body) throws IOException {
    try (JsonParser json = JSON.createParser(body)) {
      Optional<Item> item = Optional.empty();
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("The response is not a JSON object.");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean isItem = json.currentName().equals("Item");
        json.nextToken();
        if (isItem) {
          item = Optional.of(ItemJson.read(json));
        } else {
          json.skipChildren();
        }
      }
      return item;
    }
  }

  private static void check(Transport.Response response) {
    Optional<String> expected = response.header("x-amz-crc32");
    if (expected.isPresent()) {
      CRC32 found = new CRC32();
      found.update(response.body());
      if (!expected.get().equals(Long.toString(found.getValue()))) {
        throw Crc32MismatchException.create("The response's checksum is wrong.", null);
      }
    }
  }

  private static SdkException error(Transport.Response response) {
    Map<String, String> texts = texts(response.body());
    String type = texts.getOrDefault("__type", "");
    return DynamoDbException.builder()
        .statusCode(response.status())
        .requestId(response.header("x-amzn-RequestId").orElse(""))
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName("DynamoDb")
                .errorCode(type.substring(type.indexOf('#') + 1))
                .errorMessage(texts.getOrDefault("message", texts.getOrDefault("Message", "")))
                .build())
        .build();
  }

  /**
   * Returns the string fields of an error body; empty if it is not a JSON object, since a proxy may
   * have sent it.
   */
  private static Map<String, String> texts(byte[] body) {
    Map<String, String> texts = new HashMap<>();
    try (JsonParser json = JSON.createParser(body)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.VALUE_STRING) {
          texts.put(name, json.getText());
        } else {
          json.skipChildren();
        }
      }
      return texts;
    } catch (IOException notJson) {
      return Map.of();
    }
  }
}
