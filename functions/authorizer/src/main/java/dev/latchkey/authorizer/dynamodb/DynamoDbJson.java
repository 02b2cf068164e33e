package dev.latchkey.authorizer.dynamodb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.latchkey.core.dynamodb.item.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Reads DynamoDB's responses. */
final class DynamoDbJson {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private DynamoDbJson() {}

  /**
   * Returns an item of a response; empty if the response has none.
   *
   * @param member the member of the response that is the item
   */
  static Optional<Item> item(Transport.Response response, String member) throws IOException {
    try (JsonParser json = JSON.createParser(response.body())) {
      Optional<Item> item = Optional.empty();
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("The response is not a JSON object.");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean isItem = json.currentName().equals(member);
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

  /**
   * Returns the items of a batch's response.
   *
   * @throws DynamoDbException as if throttled, if an item was left unprocessed
   */
  static List<Item> items(Transport.Response response) throws IOException {
    List<Item> items = new ArrayList<>();
    try (JsonParser json = JSON.createParser(response.body())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("The response is not a JSON object.");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean areItems = json.currentName().equals("Responses");
        boolean areLeft = json.currentName().equals("UnprocessedKeys");
        json.nextToken();
        if (areItems) {
          addItems(json, items);
        } else if (areLeft && json.nextToken() != JsonToken.END_OBJECT) {
          throw unprocessed(response);
        } else {
          json.skipChildren();
        }
      }
    }
    return items;
  }

  private static void addItems(JsonParser json, List<Item> items) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException("The items of a table are not an array.");
      }
      while (json.nextToken() != JsonToken.END_ARRAY) {
        items.add(ItemJson.read(json));
      }
    }
  }

  private static SdkException unprocessed(Transport.Response response) {
    return DynamoDbException.builder()
        .statusCode(response.status())
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName("DynamoDb")
                .errorCode("ProvisionedThroughputExceededException")
                .errorMessage("An item of the batch was not processed.")
                .build())
        .build();
  }

  /** Throws if the response has another checksum than its header says. */
  static void check(Transport.Response response) {
    Optional<String> expected = response.header("x-amz-crc32");
    if (expected.isPresent()) {
      CRC32 found = new CRC32();
      found.update(response.body());
      if (!expected.get().equals(Long.toString(found.getValue()))) {
        throw Crc32MismatchException.create("The response's checksum is wrong.", null);
      }
    }
  }

  /** Returns the error of a response. */
  static SdkException error(Transport.Response response) {
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
