package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.ListKeys;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.http.KeyView;
import dev.latchkey.management.http.ListRequests;
import dev.latchkey.management.http.PageRequest;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;
import dev.latchkey.management.http.UsageView;
import dev.latchkey.management.json.JsonObject;

/** {@code GET /v1/keys}: lists keys. */
public final class ListKeysHandler extends OperatorHandler {
  public ListKeysHandler() {
    this(ManagementDependencies.shared());
    ManagementPriming.operator(ListKeysHandler::new, "/v1/keys");
  }

  ListKeysHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.READ);
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    ListRequests.Keys wanted = ListRequests.keys(request, change.at());
    PageRequest listing = wanted.listing();
    boolean includesUsage = wanted.command().includesUsage();
    return listing.respond(
        "keys",
        new ListKeys(stores.keys(), stores.usage()).list(wanted.command(), listing.page()),
        listed -> {
          JsonObject view = KeyView.of(listed.key(), listing.judgedAt());
          return includesUsage
              ? view.with("usage", UsageView.of(listed.key(), listed.usage(), listing.judgedAt()))
              : view;
        });
  }
}
