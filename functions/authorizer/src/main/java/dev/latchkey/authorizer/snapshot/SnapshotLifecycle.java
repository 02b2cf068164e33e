package dev.latchkey.authorizer.snapshot;

import dev.latchkey.authorizer.AuthorizeKey;
import dev.latchkey.authorizer.AuthorizerSettings;
import dev.latchkey.core.application.CachedDataApis;
import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.application.VerifyKey;
import dev.latchkey.core.domain.KeyId;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Opens the connection to the table, primes the function, and closes the connection before a
 * snapshot. Lambda SnapStart clones a running function, so connections, credentials, cached data
 * APIs and leases of quotas must not come from the snapshot. All are closed before the snapshot is
 * taken and reopened lazily: the hook that runs after a restore sends the first request.
 */
public final class SnapshotLifecycle implements Resource, Supplier<VerifyKey> {
  private static final KeyId NO_KEY = new KeyId("0".repeat(16));

  /** The number of runs that loads the classes. */
  private static final int ONCE = 1;

  /**
   * The number of runs after which the JIT compiler has compiled the code, if time allows: a hook
   * may take ten seconds.
   */
  private static final int OFTEN = 500;

  /** The number of connections to open, and of reads on each, before a snapshot. */
  private static final int CONNECTIONS = 10;

  private static final int READS = 30;

  private static final Duration MAX_PRIMING = Duration.ofSeconds(3);

  private final AuthorizerSettings settings;
  private final InstantSource clock;
  private final Supplier<TableConnection> opener;
  private final Supplier<Priming> priming;
  private @Nullable TableConnection connection;
  private @Nullable VerifyKey verifyKey;

  /**
   * @param settings the function's settings
   * @param clock the clock by which cached data APIs expire
   * @param opener opens a connection to the table
   * @param priming creates what primes the function
   */
  public SnapshotLifecycle(
      AuthorizerSettings settings,
      InstantSource clock,
      Supplier<TableConnection> opener,
      Supplier<Priming> priming) {
    this.settings = settings;
    this.clock = clock;
    this.opener = opener;
    this.priming = priming;
  }

  /** Returns the verifier of keys; opens the connection if it is not open yet. */
  @Override
  public VerifyKey get() {
    VerifyKey open = verifyKey;
    return open == null ? open() : open;
  }

  /**
   * Prepares for the first request: loads its classes, and opens the connection and fetches
   * credentials by reading a key that does not exist. Failures are ignored; the first real request
   * will report them.
   */
  public void warmUp(AuthorizeKey authorizeKey) {
    ignoreFailure(() -> prime(ONCE));
    ignoreFailure(() -> Priming.deny(authorizeKey));
    reconnect();
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    ignoreFailure(() -> prime(OFTEN));
    ignoreFailure(this::readOften);
    close();
    ignoreFailure(this::open);
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    reconnect();
  }

  private void prime(int times) throws IOException {
    Priming once = priming.get();
    Instant end = clock.instant().plus(MAX_PRIMING);
    for (int i = 0; i < times && clock.instant().isBefore(end); i++) {
      once.run(OutputStream.nullOutputStream());
    }
  }

  /**
   * Does what follows a restore, over real connections: fetches credentials, connects, signs and
   * reads. Priming does none of that, since its responses are canned. Ends at the first failure.
   */
  private void readOften() {
    Instant end = clock.instant().plus(MAX_PRIMING);
    for (int i = 0; i < CONNECTIONS && clock.instant().isBefore(end); i++) {
      close();
      for (int j = 0; j < READS && clock.instant().isBefore(end); j++) {
        connect();
      }
    }
  }

  /** The same method before and after a snapshot, so that the lambda is linked before. */
  private void reconnect() {
    ignoreFailure(this::connect);
  }

  private void close() {
    TableConnection open = connection;
    connection = null;
    verifyKey = null;
    if (open != null) {
      open.closer().run();
    }
  }

  private void connect() {
    get();
    TableConnection open = connection;
    if (open != null) {
      open.reader().key(NO_KEY, Deadline.in(AuthorizeKey.MAX_READING));
    }
  }

  private VerifyKey open() {
    TableConnection opened = opener.get();
    CachedDataApis reader = new CachedDataApis(opened.reader(), settings.dataApiLife(), clock);
    VerifyKey created = new VerifyKey(reader, settings.prefixes(), opened.leases());
    connection = opened;
    verifyKey = created;
    return created;
  }

  private static void ignoreFailure(Step step) {
    try {
      step.run();
    } catch (RuntimeException | IOException ignored) {
      return;
    }
  }

  /** A step that may fail. */
  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }
}
