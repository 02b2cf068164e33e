package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.http.DataApiRequests;
import dev.latchkey.management.http.DataApiView;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;

/** {@code GET /v1/data-apis/{data_api_id}}: returns a data API. */
public final class GetDataApiHandler extends OperatorHandler {
  public GetDataApiHandler() {
    this(ManagementDependencies.shared());
  }

  GetDataApiHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.READ);
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    DataApi dataApi =
        stores
            .dataApis()
            .find(DataApiRequests.only(request))
            .orElseThrow(() -> RequestException.of(RequestException.Reason.NOT_FOUND));
    return Response.ok(DataApiView.of(dataApi));
  }
}
