package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.tests.system.Client;
import dev.latchkey.tests.system.Latchkey;
import dev.latchkey.tests.system.RecordedResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Calls in orders that nobody means: before a thing is made, after it is gone, by the wrong one.
 */
@Tag("attack")
final class SequencesAttack {
  private static final int THREADS = 4;
  private static final int CALLS_EACH = 40;
  private static final int UNAVAILABLE = 503;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Latchkey latchkey = Latchkey.inMemory();
  private final Map<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();
  private final Map<String, List<String>> histories = new ConcurrentHashMap<>();

  @Test
  void everyAnswerIsTheModels() throws Exception {
    Attack attack =
        Attack.on(
            SequencesAttack.class,
            "Sequences of requests",
            "They include use after delete, other operators' objects, wrong IDs,"
                + " wrong roles, skipped steps, one `Idempotency-Key` for several"
                + " operations, and three request IDs for all. Each response has the status,"
                + " problem and content that a small model predicts, and `openapi.yaml`"
                + " documents it. There is no 5xx except 503 when the machine is too busy"
                + " for a request's 3 s. Each audit log has exactly the changes that were"
                + " made.");
    int sequences = attack.size("sequence-calls", 480, 22_000) / CALLS_EACH;
    LongAdder setAside = new LongAdder();
    attack.inParallel(
        THREADS,
        sequences,
        (n, random) -> {
          Sequence sequence = new Sequence(latchkey, n, random, this::took);
          if (sequence.play(CALLS_EACH)) {
            histories.putAll(sequence.histories());
          } else {
            setAside.increment();
          }
        });
    attack.say("reads the histories");
    awaitHistory();
    List<String> paths = List.copyOf(new TreeMap<>(histories).keySet());
    attack.inParallel(
        THREADS,
        paths.size(),
        (n, random) ->
            assertThat(history(paths.get(n)))
                .as(paths.get(n))
                .isEqualTo(histories.get(paths.get(n))));
    assertThat(setAside.sum()).as("sequences with a 503").isLessThan(sequences / 5 + 1);
    attack.leave(
        ("%,d requests, each answered as the model predicts (%s). %,d audit logs"
                + " compared. %,d sequences set aside because a request returned 503.")
            .formatted(
                outcomes.values().stream().mapToLong(LongAdder::sum).sum(),
                outcomes.entrySet().stream()
                    .map(each -> "%s: %,d".formatted(each.getKey(), each.getValue().sum()))
                    .collect(Collectors.joining(", ")),
                histories.size(),
                setAside.sum()));
  }

  private void took(RecordedResponse reply) {
    String outcome =
        reply.status() < 400
            ? "" + reply.status()
            : reply.status() + " " + reply.text("type").replace("urn:latchkey:problem:", "");
    outcomes.computeIfAbsent(outcome, o -> new LongAdder()).increment();
  }

  /** The stream is in order: when this key has its event, all before it have theirs. */
  private void awaitHistory() throws InterruptedException {
    Client engineer = latchkey.as("engineer");
    String marker = HttpCalls.create(engineer, "warm").text("key_id");
    Instant deadline = Instant.now().plus(PATIENCE);
    while (history("/v1/keys/" + marker).isEmpty()) {
      assertThat(Instant.now()).as("the history comes in time").isBefore(deadline);
      Thread.sleep(50);
    }
  }

  /** The kinds of the events of a key or data API's own changes, oldest first. */
  private List<String> history(String path) {
    RecordedResponse reply =
        HttpCalls.send(latchkey.as("auditor"), "GET", path + "/events?limit=1000");
    assertThat(reply.status()).isNotEqualTo(UNAVAILABLE);
    List<String> kinds = new ArrayList<>();
    reply
        .expect(200)
        .json()
        .path("events")
        .forEach(
            event -> {
              if (!isOnlyOfARouteThatAnotherShares(event.path("changes"))) {
                kinds.add(0, event.path("kind").asText());
              }
            });
    return kinds;
  }

  private static boolean isOnlyOfARouteThatAnotherShares(JsonNode changes) {
    return changes.size() == 1 && changes.has("overlapping_routes");
  }
}
