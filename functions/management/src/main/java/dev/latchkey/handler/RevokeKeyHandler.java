package dev.latchkey.handler;

import dev.latchkey.http.Answer;
import dev.latchkey.http.KeyRequests;
import dev.latchkey.http.KeyView;
import dev.latchkey.http.Request;
import dev.latchkey.key.Change;
import dev.latchkey.key.Permission;
import dev.latchkey.usecase.RevokeKey;

/** {@code POST /v1/keys/{key_id}/revoke}: ends a key now, for good. */
public final class RevokeKeyHandler extends OperatorHandler {
  private final RevokeKey revokeKey;

  public RevokeKeyHandler() {
    this(Wiring.shared());
  }

  RevokeKeyHandler(Wiring wiring) {
    super(wiring, Permission.MANAGE);
    this.revokeKey = new RevokeKey(wiring.keys());
  }

  @Override
  Answer answer(Request request, Change change) {
    KeyRequests.Revoke wanted = KeyRequests.revoke(request);
    return Answer.ok(
        KeyView.of(revokeKey.revoke(wanted.keyId(), wanted.reason(), change), change.at()));
  }
}
