package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.http.KeyRequests;
import dev.latchkey.management.http.KeyView;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;

/** {@code GET /v1/keys/{key_id}}: returns a key. */
public final class GetKeyHandler extends OperatorHandler {
  private final KeyStore keys;

  public GetKeyHandler() {
    this(ManagementDependencies.shared());
  }

  GetKeyHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.READ);
    this.keys = dependencies.keys();
  }

  @Override
  Response respond(Request request, ChangeContext change) {
    ApiKey key =
        keys.find(KeyRequests.only(request))
            .orElseThrow(() -> RequestException.of(RequestException.Reason.NOT_FOUND));
    return Response.ok(KeyView.of(key, change.at()));
  }
}
