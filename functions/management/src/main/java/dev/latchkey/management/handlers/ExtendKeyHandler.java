package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.ExtendKey;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.application.ValidationErrors;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.core.domain.ValidityLimits;
import dev.latchkey.management.http.KeyRequests;
import dev.latchkey.management.http.KeyView;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;
import dev.latchkey.management.json.JsonObject;

/** {@code POST /v1/keys/{key_id}/extend}: adds days to a key's expiration. */
public final class ExtendKeyHandler extends OperatorHandler {
  private final ValidityLimits limits;

  public ExtendKeyHandler() {
    this(ManagementDependencies.shared());
  }

  ExtendKeyHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.MANAGE);
    this.limits = dependencies.settings().limits();
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    ValidationErrors errors = new ValidationErrors();
    ExtendKey.Command wanted = KeyRequests.extend(request, change.by(), errors);
    ExtendKey.Extended extended =
        new ExtendKey(stores.keys(), limits).extend(wanted, errors, change);
    JsonObject view = KeyView.of(extended.key(), change.at());
    return extended.isReplay() ? Response.replayed(view) : Response.ok(view);
  }
}
