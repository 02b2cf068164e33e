package dev.latchkey.management.eventbridge;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Publishes events in their order. Of a request that fails in part, only the failed events are sent
 * again.
 */
public final class Publisher {
  private static final int ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private final EventBus bus;

  /**
   * @param bus the bus to publish on
   */
  public Publisher(EventBus bus) {
    this.bus = bus;
  }

  /**
   * The result of publishing events.
   *
   * @param published how many the bus accepted
   * @param failed the first that it did not accept; all before it are published
   * @param failure why, if there was no response
   */
  public record Result(int published, Optional<BusEvent> failed, Optional<IOException> failure) {}

  /**
   * Publishes events. It stops after the first request that does not succeed in three attempts.
   * Later events of that request may be published too.
   */
  public Result publish(List<BusEvent> events) {
    int published = 0;
    for (List<BusEvent> request : requests(events)) {
      List<BusEvent> left = request;
      Optional<IOException> failure = Optional.empty();
      for (int attempt = 0; attempt < ATTEMPTS && !left.isEmpty(); attempt++) {
        pauseBefore(attempt);
        try {
          left = bus.put(left);
          failure = Optional.empty();
        } catch (IOException e) {
          failure = Optional.of(e);
        }
      }
      published += request.size() - left.size();
      if (!left.isEmpty()) {
        return new Result(published, Optional.of(left.get(0)), failure);
      }
    }
    return new Result(published, Optional.empty(), Optional.empty());
  }

  private static List<List<BusEvent>> requests(List<BusEvent> events) {
    List<List<BusEvent>> requests = new ArrayList<>();
    List<BusEvent> request = new ArrayList<>();
    int bytes = 0;
    for (BusEvent event : events) {
      if (request.size() == EventBus.MAX_EVENTS || bytes + event.bytes() > EventBus.MAX_BYTES) {
        requests.add(request);
        request = new ArrayList<>();
        bytes = 0;
      }
      request.add(event);
      bytes += event.bytes();
    }
    requests.add(request);
    return requests.stream().filter(each -> !each.isEmpty()).toList();
  }

  private static void pauseBefore(int attempt) {
    if (attempt == 0) {
      return;
    }
    try {
      Thread.sleep(FIRST_PAUSE.multipliedBy(1L << (attempt - 1)).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
