package dev.latchkey.handler;

import dev.latchkey.http.Answer;
import dev.latchkey.http.KeyRequests;
import dev.latchkey.http.KeyView;
import dev.latchkey.http.Request;
import dev.latchkey.json.JsonObject;
import dev.latchkey.key.Change;
import dev.latchkey.key.IssuedKey;
import dev.latchkey.key.Permission;
import dev.latchkey.key.ValidationErrors;
import dev.latchkey.usecase.CreateKey;
import dev.latchkey.usecase.NewKey;

/** {@code POST /v1/keys}: makes a further key for a data API. */
public final class CreateKeyHandler extends OperatorHandler {
  private final CreateKey createKey;

  public CreateKeyHandler() {
    this(Wiring.shared());
  }

  CreateKeyHandler(Wiring wiring) {
    super(wiring, Permission.MANAGE);
    this.createKey = new CreateKey(wiring.keys(), wiring.dataApis(), wiring.keyMaker());
  }

  @Override
  Answer answer(Request request, Change change) {
    ValidationErrors errors = new ValidationErrors();
    NewKey wanted = KeyRequests.newKey(request, change.by(), errors);
    IssuedKey issued = createKey.create(wanted, errors, change);
    JsonObject view = KeyView.issued(issued, change.at());
    return issued.isReplay()
        ? Answer.replayed(view)
        : Answer.created(view, request.path() + "/" + issued.key().keyId().value());
  }
}
