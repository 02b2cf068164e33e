package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.http.EventView;
import dev.latchkey.management.http.ListRequests;
import dev.latchkey.management.http.PageRequest;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;

/** {@code GET /v1/events}: lists the audit events of all keys and data APIs, newest first. */
public final class ListEventsHandler extends OperatorHandler {
  public ListEventsHandler() {
    this(ManagementDependencies.shared());
  }

  ListEventsHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.READ);
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    ListRequests.Events wanted = ListRequests.events(request, change.at());
    PageRequest listing = wanted.listing();
    return listing.respond(
        "events", stores.events().list(wanted.query(), listing.page()), EventView::labelled);
  }
}
