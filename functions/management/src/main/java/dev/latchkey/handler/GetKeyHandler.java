package dev.latchkey.handler;

import dev.latchkey.http.Answer;
import dev.latchkey.http.KeyRequests;
import dev.latchkey.http.KeyView;
import dev.latchkey.http.Request;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Change;
import dev.latchkey.key.Fault;
import dev.latchkey.key.KeyStore;
import dev.latchkey.key.Permission;

/** {@code GET /v1/keys/{key_id}}: shows a key. */
public final class GetKeyHandler extends OperatorHandler {
  private final KeyStore keys;

  public GetKeyHandler() {
    this(Wiring.shared());
  }

  GetKeyHandler(Wiring wiring) {
    super(wiring, Permission.READ);
    this.keys = wiring.keys();
  }

  @Override
  Answer answer(Request request, Change change) {
    ApiKey key =
        keys.find(KeyRequests.only(request)).orElseThrow(() -> Fault.of(Fault.Reason.NOT_FOUND));
    return Answer.ok(KeyView.of(key, change.at()));
  }
}
