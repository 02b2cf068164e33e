package dev.latchkey.benchmarks.quarkus;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import jakarta.inject.Inject;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the item of the event's key. */
public class QuarkusHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private final DynamoDbClient client;

  @Inject
  QuarkusHandler(DynamoDbClient client) {
    this.client = client;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    String apiKey =
        String.valueOf(((Map<?, ?>) event.getOrDefault("headers", Map.of())).get("X-Api-Key"));
    Map<String, AttributeValue> item =
        client
            .getItem(
                request ->
                    request
                        .tableName(System.getenv("TABLE_NAME"))
                        .consistentRead(true)
                        .key(
                            Map.of(
                                "pk",
                                AttributeValue.fromS("KEY#" + apiKey.split("_", -1)[1]),
                                "sk",
                                AttributeValue.fromS("KEY"))))
            .item();
    return Map.of("attributes", item.size());
  }
}
