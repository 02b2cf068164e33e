package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.EditKey;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.application.ValidationErrors;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.core.domain.ValidityLimits;
import dev.latchkey.management.http.KeyRequests;
import dev.latchkey.management.http.KeyView;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;

/** {@code PATCH /v1/keys/{key_id}}: edits a key's fields or expiration. */
public final class EditKeyHandler extends OperatorHandler {
  private final ValidityLimits limits;

  public EditKeyHandler() {
    this(ManagementDependencies.shared());
  }

  EditKeyHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.MANAGE);
    this.limits = dependencies.settings().limits();
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    ValidationErrors errors = new ValidationErrors();
    KeyRequests.Edit wanted = KeyRequests.edit(request, errors);
    ApiKey edited =
        new EditKey(stores.keys(), limits)
            .edit(wanted.keyId(), wanted.edit(), errors, change)
            .key();
    return Response.ok(KeyView.of(edited, change.at()));
  }
}
