package dev.latchkey.local.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.local.dynamodb.TestTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class StreamDeliveryTest {
  private static final EventSourceMapping PLAIN =
      new EventSourceMapping(100, -1, false, false, List.of());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final TestTable table = TestTable.fromTemplate("KeyTable");
  private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<StreamDelivery> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(StreamDelivery::close);
  }

  @Test
  void anEventLooksAsLambdaSendsIt() {
    start(PLAIN, this::take, null);
    put("a", Map.of("ttl", number(1), "name", text("one")));
    await(() -> taken.size() == 1);
    JsonNode first = taken.get(0);
    assertThat(first.path("eventID").asText()).matches("[0-9a-f]{32}");
    assertThat(first.path("eventVersion").asText()).isEqualTo("1.1");
    assertThat(first.path("eventSource").asText()).isEqualTo("aws:dynamodb");
    assertThat(first.path("awsRegion").asText()).isEqualTo("eu-west-3");
    assertThat(first.path("eventSourceARN").asText())
        .startsWith("arn:aws:dynamodb:eu-west-3:000000000000:table/" + table.name() + "/stream/");
    JsonNode change = first.path("dynamodb");
    assertThat(change.path("ApproximateCreationDateTime").asLong())
        .isCloseTo(Instant.now().getEpochSecond(), org.assertj.core.data.Offset.offset(2L));
    assertThat(change.path("Keys")).isEqualTo(json("{'pk':{'S':'a'},'sk':{'S':'KEY'}}"));
    assertThat(change.path("NewImage"))
        .isEqualTo(json("{'pk':{'S':'a'},'sk':{'S':'KEY'},'ttl':{'N':'1'},'name':{'S':'one'}}"));
    assertThat(change.has("OldImage")).isFalse();
    assertThat(change.path("SequenceNumber").asText()).matches("[0-9]{21,40}");
    assertThat(change.path("SizeBytes").asLong()).isPositive();
    assertThat(change.path("StreamViewType").asText()).isEqualTo("NEW_AND_OLD_IMAGES");
    assertThat(first.has("userIdentity")).isFalse();
  }

  @Test
  void whatTtlRemovedSaysSo() {
    start(PLAIN, this::take, null);
    put("a", Map.of("ttl", number(Instant.now().getEpochSecond() - 5)));
    table.sweep(Instant.now());
    await(() -> taken.size() == 2);
    assertThat(taken.get(1).path("eventName").asText()).isEqualTo("REMOVE");
    assertThat(taken.get(1).path("userIdentity"))
        .isEqualTo(json("{'principalId':'dynamodb.amazonaws.com','type':'Service'}"));
  }

  @Test
  void changesComeInOrderAndInBatches() {
    IntStream.range(0, 25).forEach(i -> put("a", Map.of("n", number(i))));
    List<Integer> sizes = new CopyOnWriteArrayList<>();
    start(
        new EventSourceMapping(10, -1, false, false, List.of()),
        event -> {
          sizes.add(records(event).size());
          return take(event);
        },
        null);
    await(() -> taken.size() == 25);
    assertThat(values()).isEqualTo(IntStream.range(0, 25).boxed().collect(toList()));
    assertThat(sizes).containsExactly(10, 10, 5);
  }

  @Test
  void whatTheFilterLeavesOutIsNotDelivered() {
    String pattern = "{\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":[\"b\"]}}}}";
    start(
        new EventSourceMapping(100, -1, false, false, List.of(Filter.parse(pattern))),
        this::take,
        null);
    put("a", Map.of("n", number(1)));
    put("b", Map.of("n", number(2)));
    await(() -> !taken.isEmpty());
    assertThat(values()).containsExactly(2);
  }

  @Test
  void aFailedBatchIsTriedAgainUntilItIsTaken() {
    AtomicInteger calls = new AtomicInteger();
    start(PLAIN, event -> calls.incrementAndGet() < 4 ? fail() : take(event), null);
    put("a", Map.of("n", number(1)));
    await(() -> taken.size() == 1);
    assertThat(calls).hasValue(4);
    assertThat(log).hasSize(3).allMatch(line -> line.contains("no luck"));
  }

  @Test
  void halvingLetsAllButTheBadRecordsThroughAndKeepsTheOrder() {
    IntStream.range(0, 8).forEach(i -> put("a", Map.of("n", number(i))));
    AtomicInteger failures = new AtomicInteger();
    start(
        new EventSourceMapping(100, -1, true, false, List.of()),
        event -> {
          boolean bad = records(event).stream().anyMatch(it -> value(it) == 5);
          return bad && failures.incrementAndGet() < 6 ? fail() : take(event);
        },
        null);
    await(() -> taken.size() == 8);
    assertThat(values()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void whenRetriesAreLimitedTheRestGoesOn() {
    start(
        new EventSourceMapping(1, 1, false, false, List.of()),
        event -> value(records(event).get(0)) == 1 ? fail() : take(event),
        null);
    put("a", Map.of("n", number(1)));
    put("a", Map.of("n", number(2)));
    await(() -> !taken.isEmpty());
    assertThat(values()).containsExactly(2);
    assertThat(log).hasSize(3).last().asString().contains("gave up 1");
  }

  @Test
  void whatTheAnswerNamesAsFailedComesAgainWithAllBehindIt() {
    IntStream.range(0, 4).forEach(i -> put("a", Map.of("n", number(i))));
    AtomicInteger calls = new AtomicInteger();
    start(
        new EventSourceMapping(100, -1, false, true, List.of()),
        event -> {
          if (calls.incrementAndGet() > 1) {
            return take(event);
          }
          String third = EventJson.sequenceNumber(records(event).get(2));
          return ("{\"batchItemFailures\":[{\"itemIdentifier\":\"" + third + "\"}]}")
              .getBytes(UTF_8);
        },
        null);
    await(() -> taken.size() == 2);
    assertThat(values()).containsExactly(2, 3);
  }

  @Test
  void aRestartGoesOnWhereTheLastOneStopped(@TempDir Path folder) throws Exception {
    Path position = folder.resolve("position");
    put("a", Map.of("n", number(1)));
    StreamDelivery first = start(PLAIN, this::take, position);
    await(() -> Files.exists(position));
    first.close();
    put("a", Map.of("n", number(2)));
    start(PLAIN, this::take, position);
    await(() -> taken.size() == 2);
    assertThat(values()).containsExactly(1, 2);
  }

  @Test
  void whatWasNotConfirmedComesAgainAfterARestart(@TempDir Path folder) throws Exception {
    Path position = folder.resolve("position");
    put("a", Map.of("n", number(1)));
    AtomicInteger calls = new AtomicInteger();
    StreamDelivery first =
        start(PLAIN, event -> calls.incrementAndGet() > 0 ? fail() : event, position);
    await(() -> calls.get() > 0);
    first.close();
    start(PLAIN, this::take, position);
    await(() -> taken.size() == 1);
  }

  @Test
  void changesAreThereWellWithinASecond() {
    start(PLAIN, this::take, null);
    put("a", Map.of("n", number(0)));
    await(() -> taken.size() == 1);
    long before = System.nanoTime();
    put("a", Map.of("n", number(1)));
    await(() -> taken.size() == 2);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
  }

  private StreamDelivery start(
      EventSourceMapping mapping, StreamConsumer function, @Nullable Path position) {
    StreamDelivery delivery =
        StreamDelivery.start(
            TestTable.server(), table.name(), mapping, function, position, "eu-west-3", log::add);
    started.add(delivery);
    return delivery;
  }

  private byte[] take(byte[] event) throws Exception {
    taken.addAll(records(event));
    return "{}".getBytes(UTF_8);
  }

  private static byte[] fail() {
    throw new IllegalStateException("no luck");
  }

  private static List<JsonNode> records(byte[] event) throws Exception {
    return StreamSupport.stream(JSON.readTree(event).path("Records").spliterator(), false).toList();
  }

  private List<Integer> values() {
    return taken.stream().map(StreamDeliveryTest::value).toList();
  }

  private static int value(JsonNode record) {
    return record.path("dynamodb").path("NewImage").path("n").path("N").asInt();
  }

  private void put(String pk, Map<String, AttributeValue> more) {
    Map<String, AttributeValue> item = new HashMap<>(more);
    item.put("pk", text(pk));
    item.put("sk", text("KEY"));
    table.client().putItem(r -> r.tableName(table.name()).item(item));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (Exception e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
    }
  }
}
