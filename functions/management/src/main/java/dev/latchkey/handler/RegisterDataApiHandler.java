package dev.latchkey.handler;

import dev.latchkey.http.Answer;
import dev.latchkey.http.DataApiRequests;
import dev.latchkey.http.DataApiView;
import dev.latchkey.http.KeyView;
import dev.latchkey.http.Request;
import dev.latchkey.json.JsonObject;
import dev.latchkey.key.Change;
import dev.latchkey.key.Permission;
import dev.latchkey.key.ValidationErrors;
import dev.latchkey.usecase.NewDataApi;
import dev.latchkey.usecase.RegisterDataApi;

/** {@code POST /v1/data-apis}: registers a data API and makes its first key. */
public final class RegisterDataApiHandler extends OperatorHandler {
  private final RegisterDataApi registerDataApi;

  public RegisterDataApiHandler() {
    this(Wiring.shared());
  }

  RegisterDataApiHandler(Wiring wiring) {
    super(wiring, Permission.MANAGE);
    this.registerDataApi = new RegisterDataApi(wiring.dataApis(), wiring.keys(), wiring.keyMaker());
  }

  @Override
  Answer answer(Request request, Change change) {
    ValidationErrors errors = new ValidationErrors();
    NewDataApi wanted = DataApiRequests.newDataApi(request, change.by(), errors);
    RegisterDataApi.Registered registered = registerDataApi.register(wanted, errors, change);
    JsonObject view =
        new JsonObject()
            .with("data_api", DataApiView.of(registered.dataApi()))
            .with("key", KeyView.issued(registered.firstKey(), change.at()))
            .with("warnings", DataApiView.warnings(registered.warnings()));
    return registered.firstKey().isReplay()
        ? Answer.replayed(view)
        : Answer.created(view, request.path() + "/" + registered.dataApi().dataApiId());
  }
}
