package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.CreateKey;
import dev.latchkey.core.application.KeyFactory;
import dev.latchkey.core.application.NewKey;
import dev.latchkey.core.application.SecretVault;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.application.ValidationErrors;
import dev.latchkey.core.domain.IssuedKey;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.http.KeyRequests;
import dev.latchkey.management.http.KeyView;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;
import dev.latchkey.management.json.JsonObject;

/** {@code POST /v1/keys}: creates a key for a data API. */
public final class CreateKeyHandler extends OperatorHandler {
  private final KeyFactory keyFactory;
  private final SecretVault vault;

  public CreateKeyHandler() {
    this(ManagementDependencies.shared());
  }

  CreateKeyHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.MANAGE);
    this.keyFactory = dependencies.keyMaker();
    this.vault = dependencies.vault();
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    ValidationErrors errors = new ValidationErrors();
    NewKey wanted = KeyRequests.newKey(request, change.by(), errors);
    IssuedKey issued =
        new CreateKey(stores.keys(), stores.dataApis(), keyFactory, vault)
            .create(wanted, errors, change);
    JsonObject view = KeyView.issued(issued, change.at());
    return issued.isReplay()
        ? Response.replayed(view)
        : Response.created(view, request.pathOf(issued.key().keyId().value()));
  }
}
