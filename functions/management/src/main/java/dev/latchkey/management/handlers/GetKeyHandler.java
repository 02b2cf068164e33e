package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.http.KeyRequests;
import dev.latchkey.management.http.KeyView;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;

/** {@code GET /v1/keys/{key_id}}: returns a key. */
public final class GetKeyHandler extends OperatorHandler {
  public GetKeyHandler() {
    this(ManagementDependencies.shared());
  }

  GetKeyHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.READ);
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    ApiKey key =
        stores
            .keys()
            .find(KeyRequests.only(request))
            .orElseThrow(() -> RequestException.of(RequestException.Reason.NOT_FOUND));
    return Response.ok(KeyView.of(key, change.at()));
  }
}
