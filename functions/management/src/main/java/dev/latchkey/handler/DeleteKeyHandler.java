package dev.latchkey.handler;

import dev.latchkey.http.Answer;
import dev.latchkey.http.KeyRequests;
import dev.latchkey.http.Request;
import dev.latchkey.key.Change;
import dev.latchkey.key.Permission;
import dev.latchkey.usecase.DeleteKey;

/** {@code DELETE /v1/keys/{key_id}}: deletes a revoked or expired key. */
public final class DeleteKeyHandler extends OperatorHandler {
  private final DeleteKey deleteKey;

  public DeleteKeyHandler() {
    this(Wiring.shared());
  }

  DeleteKeyHandler(Wiring wiring) {
    super(wiring, Permission.MANAGE);
    this.deleteKey = new DeleteKey(wiring.keys());
  }

  @Override
  Answer answer(Request request, Change change) {
    deleteKey.delete(KeyRequests.only(request), change);
    return Answer.noContent();
  }
}
