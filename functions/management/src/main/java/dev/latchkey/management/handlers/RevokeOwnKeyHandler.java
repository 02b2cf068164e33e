package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.ProveKey;
import dev.latchkey.core.application.RevokeKey;
import dev.latchkey.management.http.KeyRequests;
import dev.latchkey.management.http.Request;

/** {@code POST /v1/key/revoke}: revokes a key for the holder of its secret. */
public final class RevokeOwnKeyHandler extends HolderHandler {
  private final RevokeKey revokeKey;

  public RevokeOwnKeyHandler() {
    this(ManagementDependencies.shared());
  }

  RevokeOwnKeyHandler(ManagementDependencies dependencies) {
    super(dependencies);
    revokeKey = new RevokeKey(dependencies.stores().keys());
  }

  @Override
  ProveKey.Proof handle(Request request, ProveKey.Proof proof, ChangeContext change) {
    String reason = KeyRequests.ownRevocation(request);
    return new ProveKey.Proof(
        revokeKey.revoke(proof.key().keyId(), reason, change).key(), proof.secret());
  }
}
