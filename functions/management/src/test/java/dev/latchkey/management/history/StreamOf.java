package dev.latchkey.management.history;

import dev.latchkey.core.dynamodb.TestStores;
import dev.latchkey.core.dynamodb.item.AttributeValues;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads all records of a table's stream. */
final class StreamOf {
  private StreamOf() {}

  static List<ItemChange> table(TestStores stores) {
    DynamoDbStreamsClient streams = dev.latchkey.local.dynamodb.TestTable.server().streams();
    String arn =
        stores.client().describeTable(r -> r.tableName(stores.table())).table().latestStreamArn();
    List<ItemChange> images = new ArrayList<>();
    for (Shard shard : streams.describeStream(r -> r.streamArn(arn)).streamDescription().shards()) {
      String iterator =
          streams
              .getShardIterator(
                  r ->
                      r.streamArn(arn)
                          .shardId(shard.shardId())
                          .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      streams.getRecords(r -> r.shardIterator(iterator)).records().stream()
          .map(StreamOf::image)
          .forEach(images::add);
    }
    return images;
  }

  private static ItemChange image(Record record) {
    var change = record.dynamodb();
    return new ItemChange(
        AttributeValues.item(change.oldImage()),
        AttributeValues.item(change.newImage()),
        change.sequenceNumber(),
        change.approximateCreationDateTime(),
        record.userIdentity() != null
            && "dynamodb.amazonaws.com".equals(record.userIdentity().principalId()));
  }
}
