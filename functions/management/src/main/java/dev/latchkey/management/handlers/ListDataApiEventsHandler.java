package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.http.DataApiRequests;
import dev.latchkey.management.http.EventView;
import dev.latchkey.management.http.PageRequest;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;

/**
 * {@code GET /v1/data-apis/{data_api_id}/events}: lists the audit events of a data API, newest
 * first.
 */
public final class ListDataApiEventsHandler extends OperatorHandler {
  public ListDataApiEventsHandler() {
    this(ManagementDependencies.shared());
  }

  ListDataApiEventsHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.READ);
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    PageRequest listing =
        PageRequest.of(
            request, "events of data API " + request.pathParameter("data_api_id"), change.at());
    String dataApiId = DataApiRequests.idOf(request);
    Page<KeyEvent> page = stores.events().list(EventTarget.ofDataApi(dataApiId), listing.page());
    if (page.items().isEmpty()
        && listing.isFirst()
        && stores.dataApis().find(dataApiId).isEmpty()) {
      throw RequestException.of(RequestException.Reason.NOT_FOUND);
    }
    return listing.respond("events", page, EventView::of);
  }
}
