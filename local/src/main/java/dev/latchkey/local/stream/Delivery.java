package dev.latchkey.local.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings batches to a function and does not go on before it has taken them. On a laptop there is no
 * bucket for what is given up, so records have no maximum age: a function that fails gets them
 * again until it succeeds or the process ends.
 */
final class Delivery {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final EventSourceMapping mapping;
  private final StreamConsumer function;
  private final Consumer<String> log;

  Delivery(EventSourceMapping mapping, StreamConsumer function, Consumer<String> log) {
    this.mapping = mapping;
    this.function = function;
    this.log = log;
  }

  /**
   * Returns once the function has taken the records, or they were given up.
   *
   * @throws InterruptedException if the delivery is to end before that
   */
  void deliver(List<? extends JsonNode> batch) throws InterruptedException {
    List<? extends JsonNode> left = batch;
    Duration pause = FIRST_PAUSE;
    int retries = 0;
    while (!left.isEmpty()) {
      List<? extends JsonNode> failed = attempt(left);
      if (failed.isEmpty()) {
        return;
      }
      retries = failed.size() < left.size() ? 0 : retries + 1;
      left = failed;
      if (mapping.maximumRetryAttempts() >= 0 && retries > mapping.maximumRetryAttempts()) {
        log.accept("gave up " + left.size() + " records of the stream");
        return;
      }
      Thread.sleep(pause.toMillis());
      pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
      if (mapping.bisects() && left.size() > 1) {
        deliver(left.subList(0, left.size() / 2));
        deliver(left.subList(left.size() / 2, left.size()));
        return;
      }
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private List<? extends JsonNode> attempt(List<? extends JsonNode> batch)
      throws InterruptedException {
    try {
      byte[] answer = function.invoke(EventJson.event(batch));
      return mapping.reportsItemFailures() ? failed(batch, answer) : List.of();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      log.accept("the stream's batch of " + batch.size() + " is tried again: " + e.getMessage());
      return batch;
    }
  }

  /** What is at and after the first record that the answer names. */
  private static List<? extends JsonNode> failed(List<? extends JsonNode> batch, byte[] answer)
      throws IOException {
    JsonNode failures = JSON.readTree(answer).path("batchItemFailures");
    int first = batch.size();
    for (JsonNode failure : failures) {
      String identifier = failure.path("itemIdentifier").asText();
      int index = batch.stream().map(EventJson::sequenceNumber).toList().indexOf(identifier);
      first = Math.min(first, Math.max(index, 0));
    }
    return batch.subList(first, batch.size());
  }
}
