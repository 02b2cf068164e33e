package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.http.KeyView;
import dev.latchkey.management.http.PageRequest;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;

/** {@code GET /v1/keys}: lists keys, newest first. */
public final class ListKeysHandler extends OperatorHandler {
  public ListKeysHandler() {
    this(ManagementDependencies.shared());
  }

  ListKeysHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.READ);
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    PageRequest.OfKeys wanted = PageRequest.ofKeys(request, change.at());
    PageRequest listing = wanted.listing();
    return listing.respond(
        "keys",
        stores.keys().list(wanted.query(), listing.page()),
        key -> KeyView.of(key, listing.judgedAt()));
  }
}
