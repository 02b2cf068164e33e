package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.http.EventView;
import dev.latchkey.management.http.PageRequest;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;

/** {@code GET /v1/keys/{key_id}/events}: lists the audit events of a key, newest first. */
public final class ListKeyEventsHandler extends OperatorHandler {
  public ListKeyEventsHandler() {
    this(ManagementDependencies.shared());
  }

  ListKeyEventsHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.READ);
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    PageRequest listing =
        PageRequest.of(request, "events of key " + request.pathParameter("key_id"), change.at());
    KeyId keyId = request.keyId();
    Page<KeyEvent> page = stores.events().list(EventTarget.of(keyId), listing.page());
    if (page.items().isEmpty() && listing.isFirst() && stores.keys().find(keyId).isEmpty()) {
      throw RequestException.of(RequestException.Reason.NOT_FOUND);
    }
    return listing.respond("events", page, EventView::of);
  }
}
