package dev.latchkey.benchmarks.telemetry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.latchkey.dynamodb.DynamoDbClients;
import dev.latchkey.dynamodb.DynamoDbKeyStore;
import dev.latchkey.http.Answer;
import dev.latchkey.http.KeyView;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyStore;
import java.time.Instant;
import java.util.Map;

/** Shows the key of the header {@code X-Api-Key}, by one read, and tells of it. */
public abstract class ShowKey
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  private static final int ID_START = "lk_".length();
  private static final int ID_LENGTH = 16;
  private static final int RETENTION_DAYS = 30;
  private static final int EVENT_RETENTION_DAYS = 400;

  private final KeyStore keys;

  /** Opens the way to the table. */
  protected ShowKey() {
    Map<String, String> environment = System.getenv();
    keys =
        new DynamoDbKeyStore(
            DynamoDbClients.forManagement(environment),
            environment.getOrDefault("TABLE_NAME", ""),
            RETENTION_DAYS,
            EVENT_RETENTION_DAYS);
  }

  @Override
  public APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, Context context) {
    long start = System.nanoTime();
    String text = event.getHeaders().getOrDefault("X-Api-Key", "");
    KeyId keyId = new KeyId(text.substring(ID_START, ID_START + ID_LENGTH));
    APIGatewayProxyResponseEvent answer =
        keys.find(keyId)
            .map(key -> Answer.ok(KeyView.of(key, Instant.now())))
            .orElseThrow()
            .toEvent();
    tell(context, keyId, answer.getStatusCode(), System.nanoTime() - start);
    return answer;
  }

  /** Does ahead of the first request what it would wait for: a read of a key that nobody has. */
  protected final boolean prime() {
    return keys.find(new KeyId("0".repeat(ID_LENGTH))).isEmpty();
  }

  /** Writes one line, and the metrics of one request. */
  protected abstract void tell(Context context, KeyId keyId, int status, long nanoseconds);
}
