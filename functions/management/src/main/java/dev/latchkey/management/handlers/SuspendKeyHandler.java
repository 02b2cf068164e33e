package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.application.SuspendKey;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.http.KeyRequests;
import dev.latchkey.management.http.KeyView;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;

/** {@code POST /v1/keys/{key_id}/suspend}: suspends a key until it is resumed. */
public final class SuspendKeyHandler extends OperatorHandler {
  public SuspendKeyHandler() {
    this(ManagementDependencies.shared());
  }

  SuspendKeyHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.MANAGE);
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    KeyRequests.Stop wanted = KeyRequests.stop(request);
    return Response.ok(
        KeyView.of(
            new SuspendKey(stores.keys()).suspend(wanted.keyId(), wanted.reason(), change).key(),
            change.at()));
  }
}
