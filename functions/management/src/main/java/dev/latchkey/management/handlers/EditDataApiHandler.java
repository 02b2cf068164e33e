package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.EditDataApi;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.http.DataApiRequests;
import dev.latchkey.management.http.DataApiView;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;

/** {@code PATCH /v1/data-apis/{data_api_id}}: edits a data API's fields. */
public final class EditDataApiHandler extends OperatorHandler {
  public EditDataApiHandler() {
    this(ManagementDependencies.shared());
  }

  EditDataApiHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.MANAGE);
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    DataApiRequests.Edit wanted = DataApiRequests.edit(request);
    EditDataApi.Edited edited =
        new EditDataApi(stores.dataApis(), stores.keys(), stores.domains())
            .edit(wanted.dataApiId(), wanted.edits(), change);
    return Response.ok(
        DataApiView.of(edited.dataApi()).with("warnings", DataApiView.warnings(edited.warnings())));
  }
}
