package dev.latchkey.dynamodb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
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
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/**
 * A client of DynamoDB that knows one operation, to read an item by its key, for whoever cannot
 * wait for the SDK's: that one loads 1,400 classes more before its first answer. Types, exceptions
 * and tries are the SDK's.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html">GetItem</a>
 */
final class GetItemClient implements DynamoDbClient {
  private static final int OK = 200;
  private static final int USUAL_REQUEST = 256;
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();
  private static final AcquireInitialTokenRequest FIRST_TRY =
      AcquireInitialTokenRequest.create("GetItem");

  private final Transport transport;
  private final RetryStrategy retries;

  /**
   * @param transport what it closes in the end
   */
  GetItemClient(Transport transport, RetryStrategy retries) {
    this.transport = transport;
    this.retries = retries;
  }

  /**
   * A whole item.
   *
   * @throws UnsupportedOperationException if only a part of it is wanted
   */
  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    byte[] body = body(request);
    RetryToken token = retries.acquireInitialToken(FIRST_TRY).token();
    while (true) {
      try {
        Map<String, AttributeValue> item = tryToGet(body);
        retries.recordSuccess(RecordSuccessRequest.create(token));
        return GetItemResponse.builder().item(item).build();
      } catch (SdkException e) {
        token = awaitNextTry(token, e);
      }
    }
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    transport.close();
  }

  private RetryToken awaitNextTry(RetryToken last, SdkException failure) {
    RefreshRetryTokenResponse next;
    try {
      next =
          retries.refreshRetryToken(
              RefreshRetryTokenRequest.builder().token(last).failure(failure).build());
    } catch (TokenAcquisitionFailedException thatWasTheLast) {
      throw failure;
    }
    try {
      Thread.sleep(next.delay().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("Interrupted between two tries.", failure);
    }
    return next.token();
  }

  private Map<String, AttributeValue> tryToGet(byte[] body) {
    try {
      HttpAnswer answer = transport.send(body);
      if (answer.status() != OK) {
        throw error(answer);
      }
      check(answer);
      return item(answer.body());
    } catch (IOException e) {
      throw SdkClientException.create("GetItem was not answered.", e);
    }
  }

  private static byte[] body(GetItemRequest request) {
    if (request.projectionExpression() != null) {
      throw new UnsupportedOperationException("This client gets whole items.");
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream(USUAL_REQUEST);
    try (JsonGenerator json = JSON.createGenerator(body)) {
      json.writeStartObject();
      json.writeStringField("TableName", request.tableName());
      json.writeFieldName("Key");
      AttributeJson.write(json, request.key());
      json.writeBooleanField("ConsistentRead", Boolean.TRUE.equals(request.consistentRead()));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return body.toByteArray();
  }

  /** Nothing if there is no such item. */
  private static Map<String, AttributeValue> item(SdkBytes body) throws IOException {
    try (JsonParser json = JSON.createParser(body.asByteArrayUnsafe())) {
      Map<String, AttributeValue> item = Map.of();
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("The answer is no object.");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean isItem = json.currentName().equals("Item");
        json.nextToken();
        if (isItem) {
          item = AttributeJson.read(json);
        } else {
          json.skipChildren();
        }
      }
      return item;
    }
  }

  private static void check(HttpAnswer answer) {
    answer
        .header("x-amz-crc32")
        .ifPresent(
            expected -> {
              CRC32 found = new CRC32();
              found.update(answer.body().asByteBuffer());
              if (!expected.equals(Long.toString(found.getValue()))) {
                throw Crc32MismatchException.create(
                    "The answer is not what its checksum says.", null);
              }
            });
  }

  private static SdkException error(HttpAnswer answer) {
    Map<String, String> texts = texts(answer.body());
    String type = texts.getOrDefault("__type", "");
    return DynamoDbException.builder()
        .statusCode(answer.status())
        .requestId(answer.header("x-amzn-RequestId").orElse(""))
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName(SERVICE_NAME)
                .errorCode(type.substring(type.indexOf('#') + 1))
                .errorMessage(texts.getOrDefault("message", texts.getOrDefault("Message", "")))
                .build())
        .build();
  }

  /**
   * The texts of an object; none of what is no object, as between us and DynamoDB others answer.
   */
  private static Map<String, String> texts(SdkBytes body) {
    Map<String, String> texts = new HashMap<>();
    try (JsonParser json = JSON.createParser(body.asByteArrayUnsafe())) {
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
    } catch (IOException noise) {
      return Map.of();
    }
  }
}
