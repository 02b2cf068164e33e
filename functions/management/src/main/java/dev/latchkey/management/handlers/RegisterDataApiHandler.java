package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.KeyFactory;
import dev.latchkey.core.application.NewDataApi;
import dev.latchkey.core.application.RegisterDataApi;
import dev.latchkey.core.application.SecretVault;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.application.ValidationErrors;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.http.DataApiRequests;
import dev.latchkey.management.http.DataApiView;
import dev.latchkey.management.http.KeyView;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;
import dev.latchkey.management.json.JsonObject;

/** {@code POST /v1/data-apis}: registers a data API and creates its first key. */
public final class RegisterDataApiHandler extends OperatorHandler {
  private final KeyFactory keyFactory;
  private final SecretVault vault;

  public RegisterDataApiHandler() {
    this(ManagementDependencies.shared());
  }

  RegisterDataApiHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.MANAGE);
    this.keyFactory = dependencies.keyMaker();
    this.vault = dependencies.vault();
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    ValidationErrors errors = new ValidationErrors();
    NewDataApi wanted = DataApiRequests.newDataApi(request, change.by(), errors);
    RegisterDataApi.Registered registered =
        new RegisterDataApi(stores.dataApis(), stores.keys(), keyFactory, stores.domains(), vault)
            .register(wanted, errors, change);
    JsonObject view =
        new JsonObject()
            .with("data_api", DataApiView.of(registered.dataApi()))
            .with("key", KeyView.issued(registered.firstKey(), change.at()))
            .with("warnings", DataApiView.warnings(registered.warnings()));
    return registered.firstKey().isReplay()
        ? Response.replayed(view)
        : Response.created(view, request.pathOf(registered.dataApi().dataApiId()));
  }
}
