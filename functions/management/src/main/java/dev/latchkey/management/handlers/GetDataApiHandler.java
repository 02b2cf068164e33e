package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.DataApiStore;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.http.DataApiRequests;
import dev.latchkey.management.http.DataApiView;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;

/** {@code GET /v1/data-apis/{data_api_id}}: returns a data API. */
public final class GetDataApiHandler extends OperatorHandler {
  private final DataApiStore dataApis;

  public GetDataApiHandler() {
    this(ManagementDependencies.shared());
  }

  GetDataApiHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.READ);
    this.dataApis = dependencies.dataApis();
  }

  @Override
  Response respond(Request request, ChangeContext change) {
    DataApi dataApi =
        dataApis
            .find(DataApiRequests.only(request))
            .orElseThrow(() -> RequestException.of(RequestException.Reason.NOT_FOUND));
    return Response.ok(DataApiView.of(dataApi));
  }
}
