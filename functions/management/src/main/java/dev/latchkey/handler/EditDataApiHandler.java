package dev.latchkey.handler;

import dev.latchkey.http.Answer;
import dev.latchkey.http.DataApiRequests;
import dev.latchkey.http.DataApiView;
import dev.latchkey.http.Request;
import dev.latchkey.key.Change;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.Route;
import dev.latchkey.usecase.EditDataApi;
import dev.latchkey.usecase.OverlappingRoutes;
import java.util.List;

/** {@code PATCH /v1/data-apis/{data_api_id}}: edits a data API's description or routes. */
public final class EditDataApiHandler extends OperatorHandler {
  private final DataApiRequests requests;
  private final OverlappingRoutes overlappingRoutes;
  private final EditDataApi editDataApi;

  public EditDataApiHandler() {
    this(Wiring.shared());
  }

  EditDataApiHandler(Wiring wiring) {
    super(wiring, Access.MANAGE);
    this.requests = wiring.dataApiRequests();
    this.overlappingRoutes = new OverlappingRoutes(wiring.dataApis());
    this.editDataApi = new EditDataApi(wiring.dataApis());
  }

  @Override
  Answer answer(Request request, Change change) {
    DataApiRequests.Edit wanted = requests.edit(request);
    List<Route> routes = wanted.edit().routes();
    List<String> warnings =
        routes == null ? List.of() : overlappingRoutes.warnings(wanted.dataApiId(), routes);
    DataApi edited = editDataApi.edit(wanted.dataApiId(), wanted.edit(), change);
    return Answer.ok(DataApiView.of(edited).with("warnings", DataApiView.warnings(warnings)));
  }
}
