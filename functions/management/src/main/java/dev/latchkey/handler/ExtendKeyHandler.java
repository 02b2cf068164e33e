package dev.latchkey.handler;

import dev.latchkey.http.Answer;
import dev.latchkey.http.KeyRequests;
import dev.latchkey.http.KeyView;
import dev.latchkey.http.Request;
import dev.latchkey.json.JsonObject;
import dev.latchkey.key.Change;
import dev.latchkey.key.Permission;
import dev.latchkey.key.ValidationErrors;
import dev.latchkey.usecase.ExtendCommand;
import dev.latchkey.usecase.ExtendKey;

/** {@code POST /v1/keys/{key_id}/extend}: adds days to a key's end. */
public final class ExtendKeyHandler extends OperatorHandler {
  private final ExtendKey extendKey;

  public ExtendKeyHandler() {
    this(Wiring.shared());
  }

  ExtendKeyHandler(Wiring wiring) {
    super(wiring, Permission.MANAGE);
    this.extendKey = new ExtendKey(wiring.keys(), wiring.settings().limits());
  }

  @Override
  Answer answer(Request request, Change change) {
    ValidationErrors errors = new ValidationErrors();
    ExtendCommand wanted = KeyRequests.extend(request, change.by(), errors);
    ExtendKey.Extended extended = extendKey.extend(wanted, errors, change);
    JsonObject view = KeyView.of(extended.key(), change.at());
    return extended.isReplay() ? Answer.replayed(view) : Answer.ok(view);
  }
}
