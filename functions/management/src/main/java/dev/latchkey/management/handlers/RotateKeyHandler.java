package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.KeyFactory;
import dev.latchkey.core.application.RotateKey;
import dev.latchkey.core.application.SecretVault;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.application.ValidationErrors;
import dev.latchkey.core.domain.IssuedKey;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.http.KeyRequests;
import dev.latchkey.management.http.KeyView;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;

/** {@code POST /v1/keys/{key_id}/rotate}: gives a key a new secret. */
public final class RotateKeyHandler extends OperatorHandler {
  private final KeyFactory keyFactory;
  private final SecretVault vault;

  public RotateKeyHandler() {
    this(ManagementDependencies.shared());
  }

  RotateKeyHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.MANAGE);
    this.keyFactory = dependencies.keyMaker();
    this.vault = dependencies.vault();
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    ValidationErrors errors = new ValidationErrors();
    RotateKey.Command wanted = KeyRequests.rotate(request, errors);
    IssuedKey issued =
        new RotateKey(stores.keys(), keyFactory, vault).rotate(wanted, errors, change);
    return Response.ok(KeyView.issued(issued, change.at()));
  }
}
