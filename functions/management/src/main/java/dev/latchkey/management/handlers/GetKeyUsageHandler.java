package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.application.UsageStore;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.http.KeyRequests;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;
import dev.latchkey.management.http.UsageView;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** {@code GET /v1/keys/{key_id}/usage}: returns when a key was used, and how often on each day. */
public final class GetKeyUsageHandler extends OperatorHandler {
  public GetKeyUsageHandler() {
    this(ManagementDependencies.shared());
  }

  GetKeyUsageHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.READ);
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    KeyRequests.Usage wanted = KeyRequests.usage(request);
    ApiKey key =
        stores
            .keys()
            .find(wanted.keyId())
            .orElseThrow(() -> RequestException.of(RequestException.Reason.NOT_FOUND));
    LocalDate today = LocalDate.ofInstant(change.at(), ZoneOffset.UTC);
    UsageStore.Report report =
        stores.usage().report(key.keyId(), today.minusDays(wanted.days() - 1));
    return Response.ok(UsageView.of(key, report, change.at()));
  }
}
