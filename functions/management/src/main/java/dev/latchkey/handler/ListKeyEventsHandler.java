package dev.latchkey.handler;

import dev.latchkey.http.Answer;
import dev.latchkey.http.EventView;
import dev.latchkey.http.Listing;
import dev.latchkey.http.Request;
import dev.latchkey.key.Change;
import dev.latchkey.key.EventStore;
import dev.latchkey.key.EventSubject;
import dev.latchkey.key.Fault;
import dev.latchkey.key.KeyEvent;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyStore;
import dev.latchkey.key.Page;
import dev.latchkey.key.Permission;

/** {@code GET /v1/keys/{key_id}/events}: lists what happened to a key, newest first. */
public final class ListKeyEventsHandler extends OperatorHandler {
  private final EventStore events;
  private final KeyStore keys;

  public ListKeyEventsHandler() {
    this(Wiring.shared());
  }

  ListKeyEventsHandler(Wiring wiring) {
    super(wiring, Permission.READ);
    this.events = wiring.events();
    this.keys = wiring.keys();
  }

  @Override
  Answer answer(Request request, Change change) {
    Listing listing =
        Listing.of(request, "events of key " + request.pathParameter("key_id"), change.at());
    KeyId keyId = request.keyId();
    Page<KeyEvent> page = events.list(EventSubject.of(keyId), listing.page());
    if (page.items().isEmpty() && listing.isFirst() && keys.find(keyId).isEmpty()) {
      throw Fault.of(Fault.Reason.NOT_FOUND);
    }
    return listing.answer("events", page, EventView::of);
  }
}
