package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.ResumeKey;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.http.KeyRequests;
import dev.latchkey.management.http.KeyView;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;

/** {@code POST /v1/keys/{key_id}/resume}: resumes a suspended key. */
public final class ResumeKeyHandler extends OperatorHandler {
  public ResumeKeyHandler() {
    this(ManagementDependencies.shared());
  }

  ResumeKeyHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.MANAGE);
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    KeyId keyId = KeyRequests.resume(request);
    return Response.ok(
        KeyView.of(new ResumeKey(stores.keys()).resume(keyId, change).key(), change.at()));
  }
}
