package dev.latchkey.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.DataApiLookup;
import dev.latchkey.key.Fault;
import dev.latchkey.key.KeyLookup;
import dev.latchkey.key.KeyStore;
import dev.latchkey.telemetry.Telemetry;
import dev.latchkey.usecase.VerifyKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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

class ConnectionTest {
  private final List<String> steps = new ArrayList<>();
  private final Context<Resource> context = Core.getGlobalContext();
  private final AtomicInteger rehearsals = new AtomicInteger();
  private Duration pace = Duration.ZERO;
  private Instant now = Instant.EPOCH;
  private boolean out;
  private final Connection connection = new Connection(wiring());

  @Test
  void nothingIsOpenedBeforeItIsNeededAndThenOnce() {
    assertThat(steps).isEmpty();
    VerifyKey first = connection.get();
    assertThat(connection.get()).isSameAs(first);
    assertThat(steps).containsExactly("open");
  }

  @Test
  void aSnapshotHoldsNothingOpenAndARestoreOpensAndWarmsAnew() {
    connection.get();
    VerifyKey before = connection.get();
    connection.beforeCheckpoint(context);
    assertThat(steps).containsExactly("open", "rehearsed", "close", "open");

    connection.afterRestore(context);

    assertThat(steps).endsWith("close", "open", "read");
    assertThat(connection.get()).isNotSameAs(before);
    assertThat(steps).hasSize(5);
  }

  @Test
  void aRehearsalGoesTheWholeWayOfAKeyThatIsGood() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Rehearsal(rehearsal()).play(out);
    assertThat(out.toString(StandardCharsets.US_ASCII))
        .contains("\"Allow\"", "/live/GET/a/?*\"", "\"key_id\":\"0000000000000000\"");
  }

  @Test
  void aRehearsalIsPlayedOftenEnoughForTheCompiler() {
    connection.beforeCheckpoint(context);
    assertThat(rehearsals).hasValue(500);
  }

  @Test
  void aRehearsalEndsInTimeOnASlowMachine() {
    pace = Duration.ofSeconds(1);
    connection.beforeCheckpoint(context);
    assertThat(rehearsals).hasValueBetween(1, 3);
    assertThat(steps).containsExactly("rehearsed", "open");
  }

  @Test
  void aWarmUpRehearsesAsksTheFunctionOnceAndThenTheTable() {
    AuthorizeKey asked =
        new AuthorizeKey(
            List.of("lk"),
            () -> {
              steps.add("asked");
              return connection.get();
            },
            InstantSource.fixed(Instant.EPOCH));
    connection.warmUp(asked);
    assertThat(steps).containsExactly("rehearsed", "asked", "open", "read");
  }

  @Test
  void aRestoreDuringAnOutageSucceeds() {
    out = true;
    connection.afterRestore(context);
    assertThat(steps).containsExactly("open", "read");
  }

  @Test
  void aSnapshotOfWhatWasNeverOpenedIsFine() {
    connection.beforeCheckpoint(context);
    assertThat(steps).containsExactly("rehearsed", "open");
  }

  @Test
  void theHandlerIsWarmWhenItIsMadeEvenDuringAnOutage() {
    out = true;
    assertThat(new AuthorizeKeyHandler(wiring())).isNotNull();
    assertThat(steps).containsExactly("rehearsed", "open", "read", "registered");
  }

  @ParameterizedTest
  @CsvSource({"snap-start, true", "on-demand, false", "something else, true"})
  void aFunctionThatMayBeClonedIsToldOfSnapshots(String initialization, boolean isTold) {
    assertThat(Wiring.mayBeCloned(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", initialization)))
        .isEqualTo(isTold);
    assertThat(Wiring.mayBeCloned(Map.of())).isTrue();
  }

  private Wiring wiring() {
    InstantSource clock =
        () -> {
          now = now.plus(pace);
          return now;
        };
    return new Wiring(
        new Settings("keys", List.of("lk"), Duration.ofSeconds(60)),
        new Telemetry(
            "authorize-key",
            clock,
            () -> {
              throw new AssertionError("a warm-up is not logged");
            }),
        clock,
        this::open,
        this::rehearsal,
        resource -> steps.add("registered"));
  }

  private Stores open() {
    steps.add("open");
    DataApiLookup none = id -> Optional.empty();
    return new Stores(keys(), none, () -> steps.add("close"));
  }

  private Stores rehearsal() {
    Stores real = Wiring.stores(Wiring.rehearsalClient(), "keys");
    DataApiLookup counted =
        id -> {
          rehearsals.incrementAndGet();
          return real.dataApis().find(id);
        };
    return new Stores(real.keys(), counted, () -> steps.add("rehearsed"));
  }

  private KeyStore keys() {
    return (KeyStore)
        Proxy.newProxyInstance(
            KeyStore.class.getClassLoader(),
            new Class<?>[] {KeyStore.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("lookup");
              steps.add("read");
              if (out) {
                throw Fault.of(Fault.Reason.UNAVAILABLE);
              }
              return new KeyLookup.Unknown();
            });
  }
}
