package dev.latchkey.authorizer.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.application.LeaseStore;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Quota;
import dev.latchkey.core.dynamodb.CannedServer;
import dev.latchkey.core.dynamodb.CannedServer.Answer;
import dev.latchkey.core.memory.LeaseStoreContract;
import dev.latchkey.local.dynamodb.TestTable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class LeaseClientTest extends LeaseStoreContract {
  private static final KeyId KEY = new KeyId("A".repeat(16));
  private static final Quota.Window DAY =
      new Quota(10, Quota.Period.DAY).window(Instant.parse("2026-11-27T12:00:00Z"));
  private static final Duration LONG = Duration.ofSeconds(5);

  private final TestTable table = TestTable.fromTemplate("KeyTable");
  private final GetItemClient client = client(table.endpoint(), table.name());

  @AfterEach
  void close() {
    client.close();
  }

  @Override
  protected LeaseStore store() {
    return client;
  }

  @Test
  void theItemIsRemovedADayAfterItsPeriod() {
    client.take(KEY, DAY, 10, 4, 0, Deadline.in(LONG));
    Map<String, AttributeValue> item =
        table
            .client()
            .getItem(
                r ->
                    r.tableName(table.name())
                        .key(
                            Map.of(
                                "pk", AttributeValue.fromS("LIMIT#" + KEY.value()),
                                "sk", AttributeValue.fromS("2026-11-27"))))
            .item();
    assertThat(item)
        .containsEntry("used", AttributeValue.fromN("4"))
        .containsEntry(
            "ttl",
            AttributeValue.fromN(
                Long.toString(Instant.parse("2026-11-29T00:00:00Z").getEpochSecond())))
        .hasSize(4);
  }

  @Test
  void aFailureIsAnOutage() throws IOException {
    String denied =
        "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\",\"Message\":\"no\"}";
    assertReason(new Answer(400, denied), RequestException.Reason.INTERNAL);
    assertReason(new Answer(500, "{}"), RequestException.Reason.UNAVAILABLE);
    assertReason(new Answer(200, "no JSON"), RequestException.Reason.UNAVAILABLE);
  }

  private static void assertReason(Answer answer, RequestException.Reason reason)
      throws IOException {
    try (CannedServer server = new CannedServer(n -> answer);
        GetItemClient client = client(server.endpoint(), "table")) {
      assertThatThrownBy(() -> client.take(KEY, DAY, 10, 1, 0, Deadline.in(LONG)))
          .isInstanceOfSatisfying(
              RequestException.class,
              exception -> assertThat(exception.reason()).isEqualTo(reason));
    }
  }

  private static GetItemClient client(URI endpoint, String table) {
    return GetItemClients.create(
        Map.of("AWS_REGION", "eu-central-1", "AWS_ENDPOINT_URL_DYNAMODB", endpoint.toString()),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")),
        InstantSource.system(),
        table,
        LONG);
  }
}
