package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyUsage;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.http.KeyView;
import dev.latchkey.management.http.PageRequest;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;
import dev.latchkey.management.http.UsageView;
import java.util.Map;

/** {@code GET /v1/keys}: lists keys, newest first. */
public final class ListKeysHandler extends OperatorHandler {
  public ListKeysHandler() {
    this(ManagementDependencies.shared());
  }

  ListKeysHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.READ);
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    PageRequest.OfKeys wanted = PageRequest.ofKeys(request, change.at());
    PageRequest listing = wanted.listing();
    Page<ApiKey> page = stores.keys().list(wanted.query(), listing.page());
    if (!wanted.includesUsage()) {
      return listing.respond("keys", page, key -> KeyView.of(key, listing.judgedAt()));
    }
    Map<KeyId, KeyUsage> usage =
        stores.usage().find(page.items().stream().map(ApiKey::keyId).toList());
    return listing.respond(
        "keys",
        page,
        key ->
            KeyView.of(key, listing.judgedAt())
                .with("usage", UsageView.of(key, usage.get(key.keyId()), listing.judgedAt())));
  }
}
