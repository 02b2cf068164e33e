package dev.latchkey.authorizer;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.Secret;
import dev.latchkey.key.SecretHash;
import dev.latchkey.usecase.RememberedDataApis;
import dev.latchkey.usecase.VerifyKey;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the table. Lambda SnapStart clones a running function: no connection, no
 * credentials and nothing remembered may come out of the snapshot, so all of it is closed before
 * and opened anew after.
 */
final class Connection implements Resource, Supplier<VerifyKey> {
  private static final KeyId NOBODY = new KeyId("0000000000000000");

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
   * Does what the first request would wait for: the client, its credentials, its connection and the
   * classes that a read and a hash take. Nobody's key is read, so nothing is found.
   */
  void warmUp() {
    get();
    SecretHash.of(NOBODY, Secret.draw(() -> 0));
    Stores open = stores;
    if (open != null) {
      open.keys().lookup(NOBODY);
    }
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    Stores open = stores;
    stores = null;
    verifyKey = null;
    if (open != null) {
      open.closer().run();
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    WarmUp.passOver(this::warmUp);
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
}
