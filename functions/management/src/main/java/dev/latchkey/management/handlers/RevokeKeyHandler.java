package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.RevokeKey;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.http.KeyRequests;
import dev.latchkey.management.http.KeyView;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;

/** {@code POST /v1/keys/{key_id}/revoke}: revokes a key permanently. */
public final class RevokeKeyHandler extends OperatorHandler {
  public RevokeKeyHandler() {
    this(ManagementDependencies.shared());
  }

  RevokeKeyHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.MANAGE);
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    KeyRequests.Stop wanted = KeyRequests.stop(request);
    return Response.ok(
        KeyView.of(
            new RevokeKey(stores.keys()).revoke(wanted.keyId(), wanted.reason(), change).key(),
            change.at()));
  }
}
