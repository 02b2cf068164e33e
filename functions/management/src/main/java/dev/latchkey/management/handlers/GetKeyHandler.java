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
import dev.latchkey.management.http.UsageView;
import dev.latchkey.management.json.JsonObject;
import java.util.List;

/** {@code GET /v1/keys/{key_id}}: returns a key, with its usage if asked for. */
public final class GetKeyHandler extends OperatorHandler {
  public GetKeyHandler() {
    this(ManagementDependencies.shared());
  }

  GetKeyHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.READ);
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    KeyRequests.Get wanted = KeyRequests.get(request);
    ApiKey key =
        stores
            .keys()
            .find(wanted.keyId())
            .orElseThrow(() -> RequestException.of(RequestException.Reason.NOT_FOUND));
    JsonObject view = KeyView.of(key, change.at());
    return Response.ok(
        wanted.includesUsage()
            ? view.with(
                "usage",
                UsageView.of(
                    key, stores.usage().find(List.of(key.keyId())).get(key.keyId()), change.at()))
            : view);
  }
}
