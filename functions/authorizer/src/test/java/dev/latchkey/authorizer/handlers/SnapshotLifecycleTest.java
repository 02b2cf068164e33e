package dev.latchkey.authorizer.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authorizer.AuthorizeKey;
import dev.latchkey.authorizer.AuthorizerSettings;
import dev.latchkey.authorizer.snapshot.Priming;
import dev.latchkey.authorizer.snapshot.SnapshotLifecycle;
import dev.latchkey.authorizer.snapshot.TableConnection;
import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.application.KeyReader;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.VerifyKey;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiRef;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.memory.InMemoryLeases;
import dev.latchkey.core.telemetry.Telemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotLifecycleTest {
  private final List<String> steps = new ArrayList<>();
  private final Context<Resource> context = Core.getGlobalContext();
  private final AtomicInteger primings = new AtomicInteger();
  private Duration pace = Duration.ZERO;
  private Instant now = Instant.EPOCH;
  private boolean out;
  private final AuthorizerDependencies dependencies = dependencies();
  private final SnapshotLifecycle snapshots =
      new SnapshotLifecycle(
          dependencies.settings(),
          dependencies.clock(),
          dependencies.opener(),
          dependencies.priming());

  @Test
  void nothingIsOpenedBeforeItIsNeededAndThenOnce() {
    assertThat(steps).isEmpty();
    VerifyKey first = snapshots.get();
    assertThat(snapshots.get()).isSameAs(first);
    assertThat(steps).containsExactly("open");
  }

  @Test
  void aSnapshotHoldsNoConnectionAndARestoreOpensAndPrimesANewOne() {
    snapshots.get();
    VerifyKey before = snapshots.get();
    snapshots.beforeCheckpoint(context);
    assertThat(steps)
        .startsWith("open", "primed", "close", "open", "read", "read")
        .endsWith("read", "read", "close", "open");
    steps.clear();

    snapshots.afterRestore(context);

    assertThat(steps).containsExactly("read");
    assertThat(snapshots.get()).isNotSameAs(before);
    assertThat(steps).hasSize(1);
  }

  @Test
  void beforeASnapshotTheTableIsReadOftenOverNewConnections() {
    snapshots.beforeCheckpoint(context);

    assertThat(Collections.frequency(steps, "read")).isEqualTo(300);
    assertThat(Collections.frequency(steps, "close")).isEqualTo(10);
    assertThat(Collections.frequency(steps, "open")).isEqualTo(11);
  }

  @Test
  void anOutageBeforeASnapshotEndsTheReads() {
    out = true;
    snapshots.beforeCheckpoint(context);
    assertThat(steps).containsExactly("primed", "open", "read", "close", "open");
  }

  @Test
  void primingIsAllowedAsAnActiveKeyIs() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Priming().run(out);
    assertThat(out.toString(StandardCharsets.US_ASCII))
        .contains("\"Allow\"", "/live/GET/a/?*\"", "\"key_id\":\"0000000000000000\"");
  }

  @Test
  void primingRunsOftenEnoughForTheCompiler() {
    snapshots.beforeCheckpoint(context);
    assertThat(primings).hasValue(500);
  }

  @Test
  void primingEndsInTimeOnASlowMachine() {
    pace = Duration.ofSeconds(1);
    snapshots.beforeCheckpoint(context);
    assertThat(primings).hasValueBetween(1, 3);
    assertThat(Collections.frequency(steps, "read")).isBetween(1, 3);
    assertThat(steps).startsWith("primed", "open", "read").endsWith("read", "close", "open");
  }

  @Test
  void aWarmUpPrimesThenAsksTheFunctionOnceAndThenTheTable() {
    AuthorizeKey asked =
        new AuthorizeKey(
            List.of("lk"),
            () -> {
              steps.add("asked");
              return snapshots.get();
            },
            false,
            InstantSource.fixed(Instant.EPOCH));
    snapshots.warmUp(asked);
    assertThat(steps).containsExactly("primed", "asked", "open", "read");
  }

  @Test
  void aRestoreDuringAnOutageSucceeds() {
    out = true;
    snapshots.afterRestore(context);
    assertThat(steps).containsExactly("open", "read");
  }

  @Test
  void aSnapshotWithoutAnOpenConnectionSucceeds() {
    snapshots.beforeCheckpoint(context);
    assertThat(steps).startsWith("primed", "open", "read").endsWith("read", "close", "open");
  }

  @Test
  void theHandlerIsPrimedOnCreationEvenDuringAnOutage() {
    out = true;
    assertThat(new AuthorizeKeyHandler(dependencies())).isNotNull();
    assertThat(steps).containsExactly("primed", "open", "read", "registered");
  }

  @ParameterizedTest
  @CsvSource({"snap-start, true", "on-demand, false", "something else, true"})
  void aFunctionWithSnapStartRegistersForSnapshots(String initialization, boolean isTold) {
    assertThat(
            AuthorizerDependencies.mayBeCloned(
                Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", initialization)))
        .isEqualTo(isTold);
    assertThat(AuthorizerDependencies.mayBeCloned(Map.of())).isTrue();
  }

  private AuthorizerDependencies dependencies() {
    InstantSource clock =
        () -> {
          now = now.plus(pace);
          return now;
        };
    return new AuthorizerDependencies(
        new AuthorizerSettings("keys", List.of("lk"), Duration.ofSeconds(60), false, false),
        new Telemetry(
            "authorize-key",
            clock,
            () -> {
              throw new AssertionError("a warm-up is not logged");
            }),
        clock,
        this::open,
        this::priming,
        resource -> steps.add("registered"));
  }

  private TableConnection open() {
    steps.add("open");
    return new TableConnection(reader(), new InMemoryLeases(), () -> steps.add("close"));
  }

  private Priming priming() {
    steps.add("primed");
    return new Priming() {
      @Override
      public void run(OutputStream out) throws IOException {
        primings.incrementAndGet();
        super.run(out);
      }
    };
  }

  private KeyReader reader() {
    return new KeyReader() {
      @Override
      public LookupResult key(KeyId keyId, Deadline deadline) {
        steps.add("read");
        if (out) {
          throw RequestException.of(RequestException.Reason.UNAVAILABLE);
        }
        return new LookupResult.Unknown();
      }

      @Override
      public Optional<DataApi> dataApi(DataApiRef ref, Deadline deadline) {
        throw new AssertionError("Nothing asks for a data API.");
      }
    };
  }
}
