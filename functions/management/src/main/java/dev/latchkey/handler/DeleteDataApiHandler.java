package dev.latchkey.handler;

import dev.latchkey.http.Answer;
import dev.latchkey.http.DataApiRequests;
import dev.latchkey.http.Request;
import dev.latchkey.key.Change;
import dev.latchkey.key.Permission;
import dev.latchkey.usecase.DeleteDataApi;

/** {@code DELETE /v1/data-apis/{data_api_id}}: deletes a data API without active keys. */
public final class DeleteDataApiHandler extends OperatorHandler {
  private final DeleteDataApi deleteDataApi;

  public DeleteDataApiHandler() {
    this(Wiring.shared());
  }

  DeleteDataApiHandler(Wiring wiring) {
    super(wiring, Permission.MANAGE);
    this.deleteDataApi = new DeleteDataApi(wiring.dataApis(), wiring.keys());
  }

  @Override
  Answer answer(Request request, Change change) {
    deleteDataApi.delete(DataApiRequests.only(request), change);
    return Answer.noContent();
  }
}
