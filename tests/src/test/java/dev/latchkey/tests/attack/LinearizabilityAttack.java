package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.Route;
import dev.latchkey.tests.attack.KeyOperation.State;
import dev.latchkey.tests.system.Latchkey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Calls about one key, from several clients at once: their answers must fit one order. */
@Tag("attack")
final class LinearizabilityAttack {
  private static final int AT_ONCE = 2;
  private static final int CLIENTS = 5;
  private static final int CALLS_EACH = 6;
  private static final String DATA_API = "linearizable";

  @Test
  void theAnswersFitOneOrder() {
    Attack attack =
        Attack.on(
            LinearizabilityAttack.class,
            "Linearizability over HTTP",
            "The responses to overlapping requests about one key, including requests"
                + " that use it, equal those of some sequential order. All clients together"
                + " send three request IDs.");
    int histories = attack.size("histories", 60, 2_000);
    Latchkey latchkey = Latchkey.inMemory();
    HttpCalls.register(
        latchkey.as("engineer"), DATA_API, new Route(Latchkey.ORDERS, "*", "*", "*"));
    LongAdder calls = new LongAdder();
    LongAdder overlaps = new LongAdder();
    LongAdder uncertain = new LongAdder();
    ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE * CLIENTS);
    attack.inParallel(
        AT_ONCE,
        histories,
        (n, random) -> {
          Optional<List<KeyOperation>> played =
              new History(latchkey, DATA_API, n, random).play(clients, CLIENTS, CALLS_EACH);
          if (played.isEmpty()) {
            uncertain.increment();
            return;
          }
          List<KeyOperation> history = played.get();
          assertThat(Linearizability.holds(State.ABSENT, history))
              .as(() -> "an order of\n" + text(history))
              .isTrue();
          calls.add(history.size());
          overlaps.add(overlaps(history));
        });
    clients.shutdown();
    assertThat(uncertain.sum()).as("histories with a 503").isLessThan(histories / 5 + 1);
    attack.leave(
        ("%,d of %,d histories have such an order. They have %,d requests, of which"
                    + " %,d pairs overlap. %,d histories were set aside")
                .formatted(
                    histories - uncertain.sum(),
                    histories - uncertain.sum(),
                    calls.sum(),
                    overlaps.sum(),
                    uncertain.sum())
            + " because a change returned 503.");
  }

  private static long overlaps(List<KeyOperation> history) {
    return history.stream()
        .mapToLong(
            one ->
                history.stream()
                    .filter(other -> one.began() < other.began() && other.began() < one.ended())
                    .count())
        .sum();
  }

  private static String text(List<KeyOperation> history) {
    return history.stream().map(KeyOperation::toString).collect(Collectors.joining("\n"));
  }
}
