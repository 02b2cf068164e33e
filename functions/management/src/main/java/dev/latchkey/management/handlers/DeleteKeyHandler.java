package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.DeleteKey;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.http.KeyRequests;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;

/** {@code DELETE /v1/keys/{key_id}}: deletes a revoked or expired key. */
public final class DeleteKeyHandler extends OperatorHandler {
  public DeleteKeyHandler() {
    this(ManagementDependencies.shared());
  }

  DeleteKeyHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.MANAGE);
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    new DeleteKey(stores.keys()).delete(KeyRequests.only(request), change);
    return Response.noContent();
  }
}
