package dev.latchkey.handler;

import dev.latchkey.http.Answer;
import dev.latchkey.http.KeyView;
import dev.latchkey.http.Listing;
import dev.latchkey.http.Request;
import dev.latchkey.key.Change;
import dev.latchkey.key.KeyStore;
import dev.latchkey.key.Permission;

/** {@code GET /v1/keys}: lists keys, newest first. */
public final class ListKeysHandler extends OperatorHandler {
  private final KeyStore keys;

  public ListKeysHandler() {
    this(Wiring.shared());
  }

  ListKeysHandler(Wiring wiring) {
    super(wiring, Permission.READ);
    this.keys = wiring.keys();
  }

  @Override
  Answer answer(Request request, Change change) {
    Listing.OfKeys wanted = Listing.ofKeys(request, change.at());
    Listing listing = wanted.listing();
    return listing.answer(
        "keys",
        keys.list(wanted.query(), listing.page()),
        key -> KeyView.of(key, listing.judgedAt()));
  }
}
