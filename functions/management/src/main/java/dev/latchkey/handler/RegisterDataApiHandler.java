package dev.latchkey.handler;

import dev.latchkey.http.Answer;
import dev.latchkey.http.DataApiRequests;
import dev.latchkey.http.DataApiView;
import dev.latchkey.http.KeyView;
import dev.latchkey.http.Request;
import dev.latchkey.json.JsonObject;
import dev.latchkey.key.Change;
import dev.latchkey.usecase.NewDataApi;
import dev.latchkey.usecase.OverlappingRoutes;
import dev.latchkey.usecase.RegisterDataApi;
import java.util.List;

/** {@code POST /v1/data-apis}: registers a data API and makes its first key. */
public final class RegisterDataApiHandler extends OperatorHandler {
  private final DataApiRequests requests;
  private final OverlappingRoutes overlappingRoutes;
  private final RegisterDataApi registerDataApi;

  public RegisterDataApiHandler() {
    this(Wiring.shared());
  }

  RegisterDataApiHandler(Wiring wiring) {
    super(wiring, Access.MANAGE);
    this.requests = wiring.dataApiRequests();
    this.overlappingRoutes = new OverlappingRoutes(wiring.dataApis());
    this.registerDataApi = new RegisterDataApi(wiring.dataApis(), wiring.keys(), wiring.keyMaker());
  }

  @Override
  Answer answer(Request request, Change change) {
    NewDataApi wanted = requests.newDataApi(request, change);
    String dataApiId = wanted.firstKey().dataApiId();
    List<String> warnings = overlappingRoutes.warnings(dataApiId, wanted.routes());
    RegisterDataApi.Registered registered = registerDataApi.register(wanted, change);
    JsonObject view =
        new JsonObject()
            .with("data_api", DataApiView.of(registered.dataApi()))
            .with("key", KeyView.issued(registered.firstKey(), change.at()))
            .with("warnings", DataApiView.warnings(warnings));
    return registered.firstKey().isReplay()
        ? Answer.replayed(view)
        : Answer.created(view, request.path() + "/" + dataApiId);
  }
}
