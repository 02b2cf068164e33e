package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.http.DataApiView;
import dev.latchkey.management.http.ListRequests;
import dev.latchkey.management.http.PageRequest;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;

/** {@code GET /v1/data-apis}: lists data APIs, newest first. */
public final class ListDataApisHandler extends OperatorHandler {
  public ListDataApisHandler() {
    this(ManagementDependencies.shared());
    ManagementPriming.operator(ListDataApisHandler::new, "/v1/data-apis");
  }

  ListDataApisHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.READ);
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    ListRequests.DataApis wanted = ListRequests.dataApis(request, change.at());
    PageRequest listing = wanted.listing();
    return listing.respond(
        "data_apis", stores.dataApis().list(wanted.filter(), listing.page()), DataApiView::of);
  }
}
