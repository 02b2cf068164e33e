package dev.latchkey.handler;

import dev.latchkey.http.Answer;
import dev.latchkey.http.KeyRequests;
import dev.latchkey.http.KeyView;
import dev.latchkey.http.Request;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Change;
import dev.latchkey.key.Permission;
import dev.latchkey.key.ValidationErrors;
import dev.latchkey.usecase.EditKey;

/** {@code PATCH /v1/keys/{key_id}}: edits a key's name, description or end. */
public final class EditKeyHandler extends OperatorHandler {
  private final EditKey editKey;

  public EditKeyHandler() {
    this(Wiring.shared());
  }

  EditKeyHandler(Wiring wiring) {
    super(wiring, Permission.MANAGE);
    this.editKey = new EditKey(wiring.keys(), wiring.settings().limits());
  }

  @Override
  Answer answer(Request request, Change change) {
    ValidationErrors errors = new ValidationErrors();
    KeyRequests.Edit wanted = KeyRequests.edit(request, errors);
    ApiKey edited = editKey.edit(wanted.keyId(), wanted.edit(), errors, change);
    return Answer.ok(KeyView.of(edited, change.at()));
  }
}
