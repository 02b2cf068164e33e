package dev.latchkey.local.stream;

import static java.util.stream.Collectors.toSet;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads a stream from where it was left: each shard in order, and none before its parent has been
 * read to its end. Not for several threads.
 */
public final class StreamReader {
  private final DynamoDbStreamsClient streams;
  private final String streamArn;
  private final Positions positions;
  private final int batchSize;
  private final Map<String, String> iterators = new LinkedHashMap<>();
  private final Set<String> finished = new HashSet<>();

  public StreamReader(
      DynamoDbStreamsClient streams, String streamArn, Positions positions, int batchSize) {
    this.streams = streams;
    this.streamArn = streamArn;
    this.positions = positions;
    this.batchSize = batchSize;
  }

  /**
   * The next records of a shard, at least one, in order.
   *
   * @param after the iterator behind them, none at the end of the shard
   */
  public record Batch(String shard, List<Record> records, Optional<String> after) {}

  /** The next batch, if there is one now. It comes again until it is {@link #taken}. */
  public Optional<Batch> next() {
    if (iterators.isEmpty()) {
      open();
    }
    for (String shard : List.copyOf(iterators.keySet())) {
      Batch batch = read(shard);
      if (!batch.records().isEmpty()) {
        return Optional.of(batch);
      }
      advance(batch);
    }
    return Optional.empty();
  }

  public void taken(Batch batch) {
    Record last = batch.records().get(batch.records().size() - 1);
    positions.advance(batch.shard(), last.dynamodb().sequenceNumber());
    advance(batch);
  }

  private void advance(Batch batch) {
    batch
        .after()
        .ifPresentOrElse(
            iterator -> iterators.put(batch.shard(), iterator),
            () -> {
              iterators.remove(batch.shard());
              finished.add(batch.shard());
            });
  }

  private Batch read(String shard) {
    GetRecordsResponse answer;
    try {
      answer = records(iterators.getOrDefault(shard, ""));
    } catch (RuntimeException expiredOrTrimmed) {
      answer = reopened(shard);
    }
    return new Batch(shard, answer.records(), Optional.ofNullable(answer.nextShardIterator()));
  }

  /** An iterator lives 15 minutes, a record a day: a laptop may sleep longer than both. */
  private GetRecordsResponse reopened(String shard) {
    try {
      return records(iterator(shard, positions.of(shard)));
    } catch (RuntimeException trimmed) {
      return records(iterator(shard, Optional.empty()));
    }
  }

  private GetRecordsResponse records(String iterator) {
    return streams.getRecords(r -> r.shardIterator(iterator).limit(batchSize));
  }

  private void open() {
    List<Shard> shards = shards();
    Set<String> known = shards.stream().map(Shard::shardId).collect(toSet());
    positions.keepOnly(known);
    finished.retainAll(known);
    for (Shard shard : shards) {
      String parent = shard.parentShardId();
      boolean due = parent == null || !known.contains(parent) || finished.contains(parent);
      if (due && !finished.contains(shard.shardId())) {
        iterators.put(shard.shardId(), firstIterator(shard.shardId()));
      }
    }
  }

  private String firstIterator(String shard) {
    try {
      return iterator(shard, positions.of(shard));
    } catch (RuntimeException trimmed) {
      return iterator(shard, Optional.empty());
    }
  }

  private String iterator(String shard, Optional<String> after) {
    GetShardIteratorRequest.Builder request =
        GetShardIteratorRequest.builder().streamArn(streamArn).shardId(shard);
    after.ifPresentOrElse(
        it -> request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER).sequenceNumber(it),
        () -> request.shardIteratorType(ShardIteratorType.TRIM_HORIZON));
    return streams.getShardIterator(request.build()).shardIterator();
  }

  private List<Shard> shards() {
    List<Shard> shards = new java.util.ArrayList<>();
    String last = null;
    do {
      String start = last;
      var page = streams.describeStream(r -> r.streamArn(streamArn).exclusiveStartShardId(start));
      shards.addAll(page.streamDescription().shards());
      last = page.streamDescription().lastEvaluatedShardId();
    } while (last != null);
    return shards;
  }
}
