package dev.latchkey.handler;

import dev.latchkey.http.Answer;
import dev.latchkey.http.DataApiRequests;
import dev.latchkey.http.EventView;
import dev.latchkey.http.Listing;
import dev.latchkey.http.Request;
import dev.latchkey.key.Change;
import dev.latchkey.key.DataApiStore;
import dev.latchkey.key.EventStore;
import dev.latchkey.key.EventSubject;
import dev.latchkey.key.Fault;
import dev.latchkey.key.KeyEvent;
import dev.latchkey.key.Page;
import dev.latchkey.key.Permission;

/**
 * {@code GET /v1/data-apis/{data_api_id}/events}: lists what happened to a data API, newest first.
 */
public final class ListDataApiEventsHandler extends OperatorHandler {
  private final EventStore events;
  private final DataApiStore dataApis;

  public ListDataApiEventsHandler() {
    this(Wiring.shared());
  }

  ListDataApiEventsHandler(Wiring wiring) {
    super(wiring, Permission.READ);
    this.events = wiring.events();
    this.dataApis = wiring.dataApis();
  }

  @Override
  Answer answer(Request request, Change change) {
    Listing listing =
        Listing.of(
            request, "events of data API " + request.pathParameter("data_api_id"), change.at());
    String dataApiId = DataApiRequests.idOf(request);
    Page<KeyEvent> page = events.list(EventSubject.ofDataApi(dataApiId), listing.page());
    if (page.items().isEmpty() && listing.isFirst() && dataApis.find(dataApiId).isEmpty()) {
      throw Fault.of(Fault.Reason.NOT_FOUND);
    }
    return listing.answer("events", page, EventView::of);
  }
}
