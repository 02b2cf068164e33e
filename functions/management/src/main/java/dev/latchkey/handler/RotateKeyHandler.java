package dev.latchkey.handler;

import dev.latchkey.http.Answer;
import dev.latchkey.http.KeyRequests;
import dev.latchkey.http.KeyView;
import dev.latchkey.http.Request;
import dev.latchkey.key.Change;
import dev.latchkey.key.IssuedKey;
import dev.latchkey.key.Permission;
import dev.latchkey.key.ValidationErrors;
import dev.latchkey.usecase.RotateKey;

/** {@code POST /v1/keys/{key_id}/rotate}: gives a key a new secret. */
public final class RotateKeyHandler extends OperatorHandler {
  private final RotateKey rotateKey;

  public RotateKeyHandler() {
    this(Wiring.shared());
  }

  RotateKeyHandler(Wiring wiring) {
    super(wiring, Permission.MANAGE);
    this.rotateKey = new RotateKey(wiring.keys(), wiring.keyMaker());
  }

  @Override
  Answer answer(Request request, Change change) {
    ValidationErrors errors = new ValidationErrors();
    KeyRequests.Rotate wanted = KeyRequests.rotate(request, errors);
    IssuedKey issued =
        rotateKey.rotate(wanted.keyId(), wanted.graceHours(), wanted.onPending(), errors, change);
    return Answer.ok(KeyView.issued(issued, change.at()));
  }
}
