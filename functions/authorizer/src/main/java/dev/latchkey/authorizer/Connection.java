package dev.latchkey.authorizer;

import dev.latchkey.key.KeyId;
import dev.latchkey.usecase.RememberedDataApis;
import dev.latchkey.usecase.VerifyKey;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the table. Lambda SnapStart clones a running function: no connection, no
 * credentials and nothing remembered may come out of the snapshot, so all of it is closed before.
 * What takes its place has none of them until it is asked for something, after.
 */
final class Connection implements Resource, Supplier<VerifyKey> {
  private static final KeyId NOBODY = new KeyId("0".repeat(16));

  /** Enough to load classes. */
  private static final int ONCE = 1;

  /** Enough for the JIT, if the time allows: a hook may take ten seconds. */
  private static final int REHEARSALS = 500;

  private static final Duration TIME_FOR_REHEARSALS = Duration.ofSeconds(3);

  private final Wiring wiring;
  private @Nullable Stores stores;
  private @Nullable VerifyKey verifyKey;

  Connection(Wiring wiring) {
    this.wiring = wiring;
  }

  /** What judges keys; it is opened if it is not yet. */
  @Override
  public VerifyKey get() {
    VerifyKey open = verifyKey;
    return open == null ? open() : open;
  }

  /**
   * Does what the first request would wait for: loads its classes, and opens the client, its
   * credentials and its connection by a read of nobody's key. What fails now is for the first real
   * request to meet and report.
   */
  void warmUp(AuthorizeKey authorizeKey) {
    passOver(() -> rehearse(ONCE));
    passOver(() -> Rehearsal.refuse(authorizeKey));
    passOver(this::connect);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    passOver(() -> rehearse(REHEARSALS));
    Stores open = stores;
    stores = null;
    verifyKey = null;
    if (open != null) {
      open.closer().run();
    }
    passOver(this::open);
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    passOver(this::connect);
  }

  private void rehearse(int times) throws IOException {
    Stores canned = wiring.rehearsal().get();
    Rehearsal rehearsal = new Rehearsal(canned);
    Instant end = wiring.clock().instant().plus(TIME_FOR_REHEARSALS);
    for (int i = 0; i < times && wiring.clock().instant().isBefore(end); i++) {
      rehearsal.play(OutputStream.nullOutputStream());
    }
    canned.closer().run();
  }

  private void connect() {
    get();
    Stores open = stores;
    if (open != null) {
      open.keys().lookup(NOBODY);
    }
  }

  private VerifyKey open() {
    Stores opened = wiring.opener().get();
    Settings settings = wiring.settings();
    VerifyKey made =
        new VerifyKey(
            opened.keys(),
            new RememberedDataApis(opened.dataApis(), settings.dataApiLife(), wiring.clock()),
            settings.prefixes());
    stores = opened;
    verifyKey = made;
    return made;
  }

  private static void passOver(Step step) {
    try {
      step.run();
    } catch (RuntimeException | IOException unimportant) {
      return;
    }
  }

  /** Something whose failure does not matter. */
  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }
}
