package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.DeleteDataApi;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.http.DataApiRequests;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;

/** {@code DELETE /v1/data-apis/{data_api_id}}: deletes a data API without active keys. */
public final class DeleteDataApiHandler extends OperatorHandler {
  public DeleteDataApiHandler() {
    this(ManagementDependencies.shared());
  }

  DeleteDataApiHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.MANAGE);
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    new DeleteDataApi(stores.dataApis(), stores.keys())
        .delete(DataApiRequests.only(request), change);
    return Response.noContent();
  }
}
