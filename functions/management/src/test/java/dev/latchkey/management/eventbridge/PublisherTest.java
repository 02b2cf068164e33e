package dev.latchkey.management.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PublisherTest {
  private final List<List<String>> requests = new ArrayList<>();

  /** What the bus does with the next requests: the events that it does not accept. */
  private final Deque<Set<String>> refused = new ArrayDeque<>();

  private int outages;

  private final Publisher publisher = new Publisher(this::put);

  private List<BusEvent> put(List<BusEvent> events) throws IOException {
    requests.add(events.stream().map(BusEvent::sequenceNumber).toList());
    if (outages > 0) {
      outages--;
      throw new IOException("no bus");
    }
    Set<String> failing = refused.isEmpty() ? Set.of() : refused.pop();
    return events.stream().filter(event -> failing.contains(event.sequenceNumber())).toList();
  }

  private static List<BusEvent> events(int count, int size) {
    return IntStream.range(0, count).mapToObj(i -> event("" + i, size)).toList();
  }

  private static BusEvent event(String number, int size) {
    return new BusEvent(number, "Key edited", Instant.EPOCH, "x".repeat(size));
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "" + i).toList();
  }

  @Test
  void aRequestHasTenEventsAtMost() {
    Publisher.Result result = publisher.publish(events(23, 10));
    assertThat(requests).containsExactly(numbers(0, 10), numbers(10, 20), numbers(20, 23));
    assertThat(result.published()).isEqualTo(23);
    assertThat(result.failed()).isEmpty();
  }

  @Test
  void aRequestHas250KilobytesAtMostUnlessItIsOneEvent() {
    publisher.publish(
        List.of(
            event("0", 100_000),
            event("1", 100_000),
            event("2", 100_000),
            event("3", 300_000),
            event("4", 1)));
    assertThat(requests)
        .containsExactly(List.of("0", "1"), List.of("2"), List.of("3"), List.of("4"));
  }

  @Test
  void onlyWhatFailedIsSentAgain() {
    refused.add(Set.of("3", "7"));
    refused.add(Set.of("7"));
    Publisher.Result result = publisher.publish(events(12, 1));
    assertThat(requests)
        .containsExactly(numbers(0, 10), List.of("3", "7"), List.of("7"), numbers(10, 12));
    assertThat(result.published()).isEqualTo(12);
    assertThat(result.failed()).isEmpty();
  }

  @Test
  void afterThreeAttemptsTheFirstFailedOneIsNamed() {
    for (int i = 0; i < 3; i++) {
      refused.add(Set.of("13", "15"));
    }
    refused.push(Set.of());
    Publisher.Result result = publisher.publish(events(30, 1));
    assertThat(requests)
        .containsExactly(numbers(0, 10), numbers(10, 20), List.of("13", "15"), List.of("13", "15"));
    assertThat(result.failed()).map(BusEvent::sequenceNumber).contains("13");
    assertThat(result.published()).isEqualTo(18);
    assertThat(result.failure()).isEmpty();
  }

  @Test
  void anOutageIsRetriedAsAWhole() {
    outages = 2;
    assertThat(publisher.publish(events(2, 1)).failed()).isEmpty();
    assertThat(requests).containsExactly(numbers(0, 2), numbers(0, 2), numbers(0, 2));
  }

  @Test
  void aLongOutageNamesTheFirstEventAndSaysWhy() {
    outages = 3;
    Publisher.Result result = publisher.publish(events(25, 1));
    assertThat(requests).hasSize(3);
    assertThat(result.published()).isZero();
    assertThat(result.failed()).map(BusEvent::sequenceNumber).contains("0");
    assertThat(result.failure()).get().isInstanceOf(IOException.class);
  }

  @Test
  void nothingIsNoRequest() {
    assertThat(publisher.publish(List.of()).failed()).isEmpty();
    assertThat(requests).isEmpty();
  }
}
