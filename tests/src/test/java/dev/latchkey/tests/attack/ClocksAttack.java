package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.WriteResult;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.memory.InMemoryStores;
import dev.latchkey.tests.authorizer.InProcessAuthorizer;
import dev.latchkey.tests.local.AuthorizerCache;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lets clocks disagree, and TTL never sweep. */
@Tag("attack")
final class ClocksAttack {
  private static final int CASES_A_STORE = 1_000;
  private static final long SKEW = Duration.ofMinutes(5).toNanos();
  private static final long DAY = Duration.ofDays(1).toSeconds();
  private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05Z");
  private static final String ARN = RouteOracle.SCOPE + "a1/live/GET/orders";

  private final LongAdder accepted = new LongAdder();

  @Test
  void theDecidingClockDecides() {
    Attack attack =
        Attack.on(
            ClocksAttack.class,
            "Clocks",
            "TTL is off, and every writer's clock is wrong by up to 5 minutes. By the"
                + " clock of the function that decides, no expired key is allowed and no"
                + " valid key is denied. In memory.");
    int cases = attack.size("clock-cases", 50_000, 1_000_000);
    attack.inParallel(
        2, cases / CASES_A_STORE, (n, random) -> new Deployment(random).attack(CASES_A_STORE));
    assertThat(accepted.sum()).isBetween(cases / 5L, cases * 4L / 5);
    attack.leave(
        "%,d decisions, of which %,d allowed. Each follows from the key's expiration."
            .formatted(cases, accepted.sum()));
  }

  /** Stores of one deployment, whose writers and whose authorizer have clocks of their own. */
  private final class Deployment {
    private final SplittableRandom random;
    private final InMemoryStores stores = new InMemoryStores();
    private final InProcessAuthorizer authorizer =
        new InProcessAuthorizer(stores.reader(), () -> this.clock);
    private Instant clock = BEGIN;

    Deployment(SplittableRandom random) {
      this.random = random;
      SeededKeys.register(
          stores.dataApis(), "orders", List.of(new Route("a1", "*", "*", "*")), BEGIN, random);
    }

    void attack(int cases) {
      for (int i = 0; i < cases; i++) {
        Instant made = BEGIN.plusNanos(random.nextLong(DAY * 1_000_000_000));
        Instant end =
            writer(made).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1 + random.nextLong(3 * DAY));
        KeyText key =
            SeededKeys.create(
                stores.keys(), "orders", made.truncatedTo(ChronoUnit.SECONDS), end, random);
        for (int change = random.nextInt(3); change > 0; change--) {
          end = change(key, end);
        }
        clock = near(end);
        boolean passes =
            passes(AuthorizerEventFormat.of(random.nextInt()).event(ARN, key.reveal()));
        assertThat(passes)
            .as("decided at %s, ends at %s", clock, end)
            .isEqualTo(clock.isBefore(end));
        accepted.add(passes ? 1 : 0);
      }
    }

    private boolean passes(byte[] event) {
      return new AuthorizerCache(Duration.ZERO, System::nanoTime)
          .passes("", ARN, () -> authorizer.answer(event));
    }

    /**
     * Extends or edits near the end by a clock that is off; allowed only before it, by that clock.
     */
    private Instant change(KeyText key, Instant end) {
      Instant at = writer(near(end));
      long seconds = 1 + random.nextLong(2 * DAY);
      boolean isExtend = random.nextBoolean();
      Instant wanted = at.truncatedTo(ChronoUnit.SECONDS).plusSeconds(seconds);
      WriteResult<ApiKey, StoredKey> outcome =
          isExtend
              ? stores
                  .keys()
                  .extend(
                      key.keyId(),
                      Duration.ofDays(1),
                      end.plus(Duration.ofDays(2)),
                      null,
                      SeededKeys.change(at))
              : stores
                  .keys()
                  .edit(key.keyId(), new KeyEdit(FieldEdits.NONE, wanted), SeededKeys.change(at));
      boolean done = outcome instanceof WriteResult.Done;
      assertThat(done).as("changed at %s, ends at %s", at, end).isEqualTo(at.isBefore(end));
      return !done ? end : isExtend ? end.plusSeconds(DAY) : wanted;
    }

    private Instant writer(Instant exact) {
      return exact.plusNanos(random.nextLong(-SKEW, SKEW + 1));
    }

    /** At the end, at its edges, or around it. */
    private Instant near(Instant end) {
      return switch (random.nextInt(8)) {
        case 0 -> end;
        case 1 -> end.minusNanos(1);
        case 2 -> end.plusNanos(1);
        case 3 -> end.minusSeconds(1);
        case 4 -> end.plusSeconds(1);
        case 5 -> end.minusMillis(1);
        case 6 -> writer(end);
        default -> end.plusSeconds(random.nextLong(-DAY, DAY));
      };
    }
  }
}
