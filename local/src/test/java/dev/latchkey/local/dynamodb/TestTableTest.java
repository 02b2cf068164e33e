package dev.latchkey.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

class TestTableTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final TestTable table = TestTable.fromTemplate("KeyTable");

  @Test
  void hasTheKeyIndexesAndStreamOfTheTemplate() {
    TableDescription description = describe(table);
    assertThat(description.keySchema()).extracting("attributeName").containsExactly("pk", "sk");
    assertThat(description.globalSecondaryIndexes())
        .extracting("indexName")
        .containsExactlyInAnyOrder("by-data-api", "all", "by-domain", "by-expiry");
    assertThat(description.streamSpecification().streamViewTypeAsString())
        .isEqualTo("NEW_AND_OLD_IMAGES");
  }

  @Test
  void isAnotherTableEachTime() {
    put("one", Map.of());
    TestTable other = TestTable.fromTemplate("KeyTable");
    assertThat(other.name()).isNotEqualTo(table.name());
    assertThat(other.client().scan(r -> r.tableName(other.name())).items()).isEmpty();
  }

  @Test
  void sweepsOnlyWhatHasExpired() {
    put("past", Map.of("ttl", seconds(NOW.minusSeconds(1))));
    put("now", Map.of("ttl", seconds(NOW)));
    put("ahead", Map.of("ttl", seconds(NOW.plusSeconds(1))));
    put("milliseconds", Map.of("ttl", AttributeValue.fromN(Long.toString(NOW.toEpochMilli()))));
    put("text", Map.of("ttl", AttributeValue.fromS("1")));
    put("none", Map.of());
    assertThat(table.sweep(NOW)).isEqualTo(2);
    assertThat(table.client().scan(r -> r.tableName(table.name())).items())
        .extracting("pk")
        .containsExactlyInAnyOrder(
            AttributeValue.fromS("ahead"),
            AttributeValue.fromS("milliseconds"),
            AttributeValue.fromS("text"),
            AttributeValue.fromS("none"));
  }

  @Test
  void sweepingLeavesTheRecordOfTheTtlService() {
    put("past", Map.of("ttl", seconds(NOW)));
    table.sweep(NOW);
    Record removal = stream(table).get(1);
    assertThat(removal.eventName()).isEqualTo(OperationType.REMOVE);
    assertThat(removal.userIdentity().principalId()).isEqualTo("dynamodb.amazonaws.com");
    assertThat(removal.userIdentity().type()).isEqualTo("Service");
    assertThat(removal.dynamodb().oldImage()).containsKey("ttl");
    assertThat(removal.dynamodb().hasNewImage()).isFalse();
  }

  private void put(String pk, Map<String, AttributeValue> more) {
    Map<String, AttributeValue> item = new java.util.HashMap<>(more);
    item.put("pk", AttributeValue.fromS(pk));
    item.put("sk", AttributeValue.fromS("KEY"));
    table.client().putItem(r -> r.tableName(table.name()).item(item));
  }

  private static AttributeValue seconds(Instant at) {
    return AttributeValue.fromN(Long.toString(at.getEpochSecond()));
  }

  private static TableDescription describe(TestTable table) {
    return table.client().describeTable(r -> r.tableName(table.name())).table();
  }

  private static List<Record> stream(TestTable table) {
    var streams = TestTable.server().streams();
    String arn = describe(table).latestStreamArn();
    String shard =
        streams.describeStream(r -> r.streamArn(arn)).streamDescription().shards().get(0).shardId();
    String iterator =
        streams
            .getShardIterator(
                r ->
                    r.streamArn(arn)
                        .shardId(shard)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    return streams.getRecords(r -> r.shardIterator(iterator)).records();
  }
}
