package dev.latchkey.handler;

import dev.latchkey.http.Answer;
import dev.latchkey.http.DataApiRequests;
import dev.latchkey.http.DataApiView;
import dev.latchkey.http.Request;
import dev.latchkey.key.Change;
import dev.latchkey.key.Permission;
import dev.latchkey.usecase.EditDataApi;

/** {@code PATCH /v1/data-apis/{data_api_id}}: edits a data API's description or routes. */
public final class EditDataApiHandler extends OperatorHandler {
  private final EditDataApi editDataApi;

  public EditDataApiHandler() {
    this(Wiring.shared());
  }

  EditDataApiHandler(Wiring wiring) {
    super(wiring, Permission.MANAGE);
    this.editDataApi = new EditDataApi(wiring.dataApis());
  }

  @Override
  Answer answer(Request request, Change change) {
    DataApiRequests.Edit wanted = DataApiRequests.edit(request);
    EditDataApi.Edited edited = editDataApi.edit(wanted.dataApiId(), wanted.edits(), change);
    return Answer.ok(
        DataApiView.of(edited.dataApi()).with("warnings", DataApiView.warnings(edited.warnings())));
  }
}
