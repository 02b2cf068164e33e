package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.ProveKey;
import dev.latchkey.management.http.Request;

/** {@code GET /v1/key}: shows a key to the holder of its secret. */
public final class GetOwnKeyHandler extends HolderHandler {
  public GetOwnKeyHandler() {
    this(ManagementDependencies.shared());
  }

  GetOwnKeyHandler(ManagementDependencies dependencies) {
    super(dependencies);
  }

  @Override
  ProveKey.Proof handle(Request request, ProveKey.Proof proof, ChangeContext change) {
    request.requireNoQuery();
    return proof;
  }
}
