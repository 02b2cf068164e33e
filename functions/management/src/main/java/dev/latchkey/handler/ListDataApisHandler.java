package dev.latchkey.handler;

import dev.latchkey.http.Answer;
import dev.latchkey.http.DataApiView;
import dev.latchkey.http.Listing;
import dev.latchkey.http.Request;
import dev.latchkey.key.Change;
import dev.latchkey.key.DataApiStore;
import dev.latchkey.key.Permission;

/** {@code GET /v1/data-apis}: lists data APIs, newest first. */
public final class ListDataApisHandler extends OperatorHandler {
  private final DataApiStore dataApis;

  public ListDataApisHandler() {
    this(Wiring.shared());
  }

  ListDataApisHandler(Wiring wiring) {
    super(wiring, Permission.READ);
    this.dataApis = wiring.dataApis();
  }

  @Override
  Answer answer(Request request, Change change) {
    Listing listing = Listing.of(request, "data-apis", change.at());
    return listing.answer("data_apis", dataApis.list(listing.page()), DataApiView::of);
  }
}
