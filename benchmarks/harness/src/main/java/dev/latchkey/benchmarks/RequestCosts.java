package dev.latchkey.benchmarks;

import dev.latchkey.core.application.EventQuery;
import dev.latchkey.core.application.KeyFilter;
import dev.latchkey.core.application.KeyQuery;
import dev.latchkey.core.application.LabelFilter;
import dev.latchkey.core.application.ListKeys;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.application.PutNotices;
import dev.latchkey.core.application.WriteResult;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Rotation;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.dynamodb.DynamoDbDataApiStore;
import dev.latchkey.core.dynamodb.DynamoDbEventStore;
import dev.latchkey.core.dynamodb.DynamoDbKeyStore;
import dev.latchkey.core.dynamodb.DynamoDbNoticeStore;
import dev.latchkey.core.dynamodb.DynamoDbUsageStore;
import dev.latchkey.core.dynamodb.RequestCounter;
import dev.latchkey.core.memory.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** What the service's requests cost in a table, by its own stores. */
final class RequestCosts {
  private static final int TIMES = 100;
  private static final int LISTS = 20;
  private static final Page.Request FIRST = new Page.Request(50, null);

  private final RequestCounter calls = new RequestCounter();
  private final Map<String, Cost> costs = new LinkedHashMap<>();
  private final DynamoDbKeyStore keys;
  private final DynamoDbDataApiStore dataApis;
  private final DynamoDbEventStore events;
  private final DynamoDbUsageStore usage;
  private final DynamoDbNoticeStore notices;

  /**
   * What a request costs.
   *
   * @param roundTrips requests to the table
   * @param units capacity units, as DynamoDB says
   * @param milliseconds the middle one of many times
   */
  record Cost(int roundTrips, double units, double milliseconds) {}

  RequestCosts(GrowingTable table) {
    DynamoDbClientBuilder counted = table.builder();
    counted.overrideConfiguration(
        counted.overrideConfiguration().copy(c -> c.addExecutionInterceptor(calls)));
    DynamoDbClient client = counted.build();
    String name = table.name();
    keys =
        new DynamoDbKeyStore(
            client, name, GrowingTable.RETENTION_DAYS, GrowingTable.EVENT_RETENTION_DAYS);
    dataApis = new DynamoDbDataApiStore(client, name, GrowingTable.RETENTION_DAYS);
    events = new DynamoDbEventStore(client, name, GrowingTable.EVENT_RETENTION_DAYS);
    usage = new DynamoDbUsageStore(client, name, () -> Samples.NOW, new Random(1));
    notices = new DynamoDbNoticeStore(client, name);
  }

  /**
   * Measures each request, and returns its costs by its name.
   *
   * @param withNotices whether to run for notices, which takes DynamoDB Local minutes if there are
   *     many keys: it reads an index from its beginning for each page
   */
  Map<String, Cost> measure(boolean withNotices) {
    costs.clear();
    List<StoredKey> made = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      made.add(Samples.key(GrowingTable.dataApiId(i)));
    }
    changes(made);
    lists();
    each("events of a key", made, key -> events.list(EventTarget.of(id(key)), FIRST));
    if (withNotices) {
      each(
          "a run for notices, none of which is new",
          List.of(1),
          once ->
              new PutNotices(notices, keys::find, key -> Optional.empty(), GrowingTable.SCHEDULE)
                  .run(Samples.NOW));
    }
    each("revoke", made, key -> done(keys.revoke(id(key), null, Samples.change())));
    each("delete", made, key -> done(keys.delete(id(key), Samples.change())));
    return new LinkedHashMap<>(costs);
  }

  private void changes(List<StoredKey> made) {
    Instant latest = Samples.NOW.plus(Duration.ofDays(300));
    each("create", made, key -> done(keys.create(key, Samples.change())));
    each("authorize", made, key -> keys.lookup(id(key)));
    each("show", made, key -> keys.find(id(key)));
    each(
        "extend",
        made,
        key -> done(keys.extend(id(key), Duration.ofDays(1), latest, null, Samples.change())));
    each("edit", made, key -> done(keys.edit(id(key), Samples.rename("other"), Samples.change())));
    each(
        "rotate",
        made,
        key ->
            done(
                keys.rotate(
                    id(key), new Rotation("lk", Samples.hash(id(key)), null), Samples.change())));
    each("suspend", made, key -> done(keys.suspend(id(key), null, Samples.change())));
    each("resume", made, key -> done(keys.resume(id(key), Samples.change())));
  }

  private void lists() {
    KeyQuery all = new KeyQuery(null, null, Samples.NOW);
    list("a page of keys", all);
    Page<?> first = keys.list(all, new Page.Request(1_000, null));
    each(
        "a page after 1,000 keys",
        times(),
        i -> keys.list(all, new Page.Request(FIRST.limit(), first.next())));
    list("a page of a data API's keys", new KeyQuery(GrowingTable.dataApiId(7), null, Samples.NOW));
    LabelFilter domain = new LabelFilter("sales", null, Map.of());
    list("a page of a domain's keys", all.with(new KeyFilter(domain, null, null, null)));
    LabelFilter owner = new LabelFilter(null, "nobody", Map.of());
    list(
        "a page of an owner's keys, if none is found",
        all.with(new KeyFilter(owner, null, null, null)));
    list(
        "a page of what expires next",
        new KeyQuery(null, null, Samples.NOW, KeyFilter.ALL, KeyQuery.Order.EXPIRES_AT));
    each(
        "a page of keys with their use",
        times(),
        i -> new ListKeys(keys, usage).list(new ListKeys.Command(all, null, true), FIRST));
    each("a page of data APIs", times(), i -> dataApis.list(LabelFilter.ALL, FIRST));
    each("a page of all events", times(), i -> events.list(EventQuery.ALL, FIRST));
    each(
        "a page of a domain's events",
        times(),
        i -> events.list(new EventQuery("sales", null, null, null, null), FIRST));
  }

  private void list(String name, KeyQuery query) {
    each(name, times(), i -> keys.list(query, FIRST));
  }

  private static List<Integer> times() {
    return Collections.nCopies(LISTS, 1);
  }

  private static KeyId id(StoredKey key) {
    return key.key().keyId();
  }

  private <T> void each(String name, List<T> subjects, Consumer<T> call) {
    calls.operations();
    calls.units();
    double[] took = new double[subjects.size()];
    for (int i = 0; i < took.length; i++) {
      long start = System.nanoTime();
      call.accept(subjects.get(i));
      took[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(took);
    costs.put(
        name,
        new Cost(
            calls.operations().size() / took.length,
            calls.units() / took.length,
            took[took.length / 2]));
  }

  private static void done(WriteResult<?, ?> outcome) {
    if (!(outcome instanceof WriteResult.Done)) {
      throw new IllegalStateException("Refused: " + outcome);
    }
  }
}
