package dev.latchkey.benchmarks.spring;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Starts the application once, and reads the item of each event's key. */
public final class SpringHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private final DynamoDbClient client =
      SpringApplication.run(Application.class).getBean(DynamoDbClient.class);

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

  /** The application: one client. */
  @SpringBootApplication(proxyBeanMethods = false)
  static class Application {

    @Bean
    DynamoDbClient dynamoDb() {
      return DynamoDbClient.create();
    }
  }
}
