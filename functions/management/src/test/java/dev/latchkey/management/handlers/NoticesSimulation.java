package dev.latchkey.management.handlers;

import static dev.latchkey.core.memory.WriteResults.done;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.NoticeStore;
import dev.latchkey.core.application.PutNotices;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Notice;
import dev.latchkey.core.domain.NoticeId;
import dev.latchkey.core.domain.NoticeSchedule;
import dev.latchkey.core.domain.Rotation;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.mapping.NoticeItem;
import dev.latchkey.core.memory.InMemoryNoticeStore;
import dev.latchkey.core.memory.InMemoryStores;
import dev.latchkey.core.memory.Samples;
import dev.latchkey.management.eventbridge.BusEvent;
import dev.latchkey.testing.TestContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The life of many keys, with the two functions and the faults that may happen around them. */
final class NoticesSimulation {
  private static final int SECRET_AGE_DAYS = 330;
  private static final Duration LAG = Duration.ofMinutes(10);
  private static final Instant START = Samples.NOW;
  private static final Instant LATEST = START.plus(Duration.ofDays(4_000));
  private static final Pattern EVENT_ID = Pattern.compile("\"event_id\":\"([^\"]+)\"");

  private final Random random;
  private final InMemoryStores stores = new InMemoryStores();
  private final ManagementFixture telemetry = new ManagementFixture();
  private final List<NoticeTimeline> timelines = new ArrayList<>();
  private final List<KeyId> keyIds = new ArrayList<>();
  private final NavigableSet<Instant> complete = NoticeTimeline.runs();
  private final NavigableSet<Instant> begun = NoticeTimeline.runs();
  private final Set<String> published = new HashSet<>();
  private final Map<String, Integer> faults = new TreeMap<>();

  /** The keys as the index shows them, and the changes that it does not show yet. */
  private final Map<KeyId, ApiKey> index = new HashMap<>();

  private final Deque<Shown> notShown = new ArrayDeque<>();

  /** The new items of the table's stream that were not published yet. */
  private final List<Item> stream = new ArrayList<>();

  private Instant now = START;
  private boolean busIsDown;
  private int putsUntilOutage = Integer.MAX_VALUE;

  private final NotifyHandler notify =
      new NotifyHandler(
          new PutNotices(
              new FaultyStore(),
              stores.keys()::find,
              keyId -> Optional.empty(),
              NoticeSchedule.of(List.of(30, 7, 1), SECRET_AGE_DAYS)),
          () -> now,
          telemetry.dependencies().telemetry());
  private final PublishEventsHandler publish =
      new PublishEventsHandler(this::put, telemetry.dependencies().telemetry());

  private record Shown(Instant from, ApiKey key) {}

  NoticesSimulation(long seed, int keys) {
    random = new Random(seed);
    for (String fault :
        List.of("missed runs", "doubled runs", "broken runs", "bus outages", "partial failures")) {
      faults.put(fault, 0);
    }
    for (int i = 0; i < keys; i++) {
      create();
    }
  }

  /** Lets time pass. */
  void run(Duration time) {
    Instant end = START.plus(time);
    for (int hour = 0; now.isBefore(end); hour++) {
      now = START.plus(Duration.ofHours(hour)).plusSeconds(random.nextInt(600));
      change();
      sometimesRun();
      if (hour % 24 == 0) {
        deliver();
      }
    }
    busIsDown = false;
    while (!stream.isEmpty()) {
      deliver();
    }
  }

  /** The IDs of the notices that were published. */
  Set<String> published() {
    return published;
  }

  /** The IDs of the notices for which a complete run knew in time that they are true. */
  Set<String> expected() {
    Set<String> ids = new HashSet<>();
    timelines.forEach(each -> each.addTo(ids, complete, LAG, SECRET_AGE_DAYS));
    return ids;
  }

  /** The IDs of the notices that were true during any run, also one that did not end. */
  Set<String> possible() {
    Set<String> ids = new HashSet<>();
    timelines.forEach(each -> each.addTo(ids, begun, Duration.ZERO, SECRET_AGE_DAYS));
    return ids;
  }

  /** How often each fault happened. */
  Map<String, Integer> faults() {
    return faults;
  }

  private void create() {
    Instant end = START.plus(Duration.ofMinutes(1 + random.nextInt(365 * 24 * 60))).plusSeconds(17);
    StoredKey key = Samples.key("orders", end, null);
    done(stores.keys().create(key, context()));
    keyIds.add(key.key().keyId());
    timelines.add(new NoticeTimeline(key.key().keyId(), START, end));
    index.put(key.key().keyId(), key.key());
  }

  private ChangeContext context() {
    return Samples.change(now);
  }

  /** Changes some keys, each in its own minute before the run. */
  private void change() {
    for (int n = random.nextInt(4); n > 0; n--) {
      int i = random.nextInt(keyIds.size());
      NoticeTimeline timeline = timelines.get(i);
      if (!timeline.isActive(now)) {
        continue;
      }
      KeyId keyId = keyIds.get(i);
      switch (random.nextInt(6)) {
        case 0 -> {
          done(stores.keys().revoke(keyId, null, context()));
          timeline.revoked(now);
        }
        case 1 -> {
          done(
              stores
                  .keys()
                  .rotate(keyId, new Rotation("lk", Samples.hash(keyId), null), context()));
          timeline.rotated(now);
        }
        case 2, 3 -> {
          if (timeline.isSuspended()) {
            done(stores.keys().resume(keyId, context()));
            timeline.resumed(now);
          } else {
            done(stores.keys().suspend(keyId, null, context()));
            timeline.suspended(now);
          }
        }
        default -> {
          Duration more = Duration.ofDays(1 + random.nextInt(90));
          done(stores.keys().extend(keyId, more, LATEST, null, context()));
          timeline.extended(now, timeline.expiration().plus(more));
        }
      }
      Instant shown = random.nextBoolean() ? now : now.plus(LAG);
      notShown.add(new Shown(shown, stores.keys().find(keyId).orElseThrow()));
    }
  }

  private void sometimesRun() {
    now = now.plusSeconds(random.nextInt(1_200));
    int dice = random.nextInt(100);
    if (dice < 10) {
      count("missed runs");
      return;
    }
    if (dice < 13) {
      count("broken runs");
      putsUntilOutage = random.nextInt(3);
    }
    runOnce();
    putsUntilOutage = Integer.MAX_VALUE;
    if (dice > 96) {
      count("doubled runs");
      runOnce();
    }
  }

  private void runOnce() {
    notShown.stream()
        .filter(shown -> !shown.from().isAfter(now))
        .forEach(shown -> index.merge(shown.key().keyId(), shown.key(), this::newer));
    notShown.removeIf(shown -> !shown.from().isAfter(now));
    begun.add(now);
    try {
      notify.handleRequest(Map.of(), new TestContext("notify"));
      complete.add(now);
    } catch (RequestException brokenRun) {
      // A later run catches up.
    }
  }

  private ApiKey newer(ApiKey one, ApiKey other) {
    return one.version().revision() > other.version().revision() ? one : other;
  }

  /** Delivers the stream until the function names a record that it did not publish. */
  private void deliver() {
    busIsDown = busIsDown ? random.nextInt(3) > 0 : random.nextInt(40) == 0;
    if (busIsDown) {
      count("bus outages");
    }
    while (!stream.isEmpty()) {
      StreamBatch batch = new StreamBatch();
      int size = Math.min(100, stream.size());
      for (int i = 0; i < size; i++) {
        batch.inserted("" + i, stream.get(i));
      }
      List<BatchItemFailure> failures =
          publish.handleRequest(batch.event(), new TestContext("publish")).getBatchItemFailures();
      int taken = failures.isEmpty() ? size : Integer.parseInt(failures.get(0).getItemIdentifier());
      stream.subList(0, taken).clear();
      if (!failures.isEmpty()) {
        return;
      }
    }
  }

  private List<BusEvent> put(List<BusEvent> events) throws IOException {
    if (busIsDown) {
      throw new IOException("no bus");
    }
    List<BusEvent> failed = new ArrayList<>();
    if (random.nextInt(100) == 0) {
      count("partial failures");
      events.stream().filter(event -> random.nextBoolean()).forEach(failed::add);
    }
    for (BusEvent event : events) {
      Matcher id = EVENT_ID.matcher(event.detail());
      if (!failed.contains(event) && id.find()) {
        published.add(id.group(1));
      }
    }
    return failed;
  }

  private void count(String fault) {
    faults.merge(fault, 1, Integer::sum);
  }

  /** Notices in a table whose index lags, and which is not available at times. */
  private final class FaultyStore implements NoticeStore {
    private final InMemoryNoticeStore store = new InMemoryNoticeStore(Stream::of);

    @Override
    public void forEachExpiring(Instant from, Instant until, Consumer<List<ApiKey>> action) {
      store.sweep(now.minus(Duration.ofHours(random.nextInt(48))));
      List<ApiKey> page = new ArrayList<>();
      for (ApiKey key : index.values()) {
        boolean isLive = key.revocation() == null;
        if (isLive && !key.expiresAt().isBefore(from) && !key.expiresAt().isAfter(until)) {
          page.add(key);
        }
      }
      action.accept(page);
      if (putsUntilOutage != Integer.MAX_VALUE) {
        throw unavailable();
      }
    }

    @Override
    public Set<NoticeId> existing(Collection<NoticeId> ids) {
      return store.existing(ids);
    }

    @Override
    public boolean put(Notice notice, Instant until) {
      if (putsUntilOutage != Integer.MAX_VALUE && putsUntilOutage-- <= 0) {
        throw unavailable();
      }
      boolean isNew = store.put(notice, until);
      if (isNew) {
        stream.add(NoticeItem.of(notice, until));
      }
      return isNew;
    }

    private RequestException unavailable() {
      return RequestException.because(
          RequestException.Reason.UNAVAILABLE, new IllegalStateException("table"));
    }
  }
}
