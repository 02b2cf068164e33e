package dev.latchkey.handler;

import dev.latchkey.http.Answer;
import dev.latchkey.http.KeyRequests;
import dev.latchkey.http.KeyView;
import dev.latchkey.http.Request;
import dev.latchkey.key.Change;
import dev.latchkey.usecase.EditKey;

/** {@code PATCH /v1/keys/{key_id}}: edits a key's name, description or end. */
public final class EditKeyHandler extends OperatorHandler {
  private final KeyRequests requests;
  private final EditKey editKey;

  public EditKeyHandler() {
    this(Wiring.shared());
  }

  EditKeyHandler(Wiring wiring) {
    super(wiring, Access.MANAGE);
    this.requests = wiring.keyRequests();
    this.editKey = new EditKey(wiring.keys(), wiring.settings().limits());
  }

  @Override
  Answer answer(Request request, Change change) {
    KeyRequests.Edit wanted = requests.edit(request, change);
    return Answer.ok(KeyView.of(editKey.edit(wanted.keyId(), wanted.edit(), change), change.at()));
  }
}
