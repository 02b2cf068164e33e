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
import java.util.Optional;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private final List<String> steps = new ArrayList<>();
  private final Context<Resource> context = Core.getGlobalContext();
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
    assertThat(steps).containsExactly("rehearsed", "open", "read");
  }

  private Wiring wiring() {
    InstantSource clock = InstantSource.fixed(Instant.EPOCH);
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
        this::rehearsal);
  }

  private Stores open() {
    steps.add("open");
    DataApiLookup none = id -> Optional.empty();
    return new Stores(keys(), none, () -> steps.add("close"));
  }

  private Stores rehearsal() {
    Stores real = Wiring.stores(Wiring.rehearsalClient(), "keys");
    return new Stores(real.keys(), real.dataApis(), () -> steps.add("rehearsed"));
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
