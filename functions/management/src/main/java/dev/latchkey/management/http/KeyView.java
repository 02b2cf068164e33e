package dev.latchkey.management.http;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.IssuedKey;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.Revocation;
import dev.latchkey.core.domain.Suspension;
import dev.latchkey.management.json.JsonObject;
import java.time.Instant;

/** Converts keys to JSON. */
public final class KeyView {
  private KeyView() {}

  /** Returns a key as JSON, with its state at an instant. */
  public static JsonObject of(ApiKey key, Instant now) {
    Suspension suspension = key.suspension();
    Revocation revocation = key.revocation();
    JsonObject view =
        new JsonObject()
            .with("key_id", key.keyId().value())
            .with("data_api_id", key.dataApi().id())
            .with("domain", key.dataApi().domain());
    key.fields().forEach(KeyFields.ALL, (field, plain) -> view.with(field.name(), plain));
    view.with("status", key.status(now).word())
        .with("created_at", key.creation().at())
        .with("created_by", key.creation().by().name())
        .with("expires_at", key.expiresAt());
    if (suspension != null) {
      view.with("suspended_at", suspension.at())
          .with("suspended_by", suspension.by().name())
          .with("suspend_reason", suspension.reason());
    }
    if (revocation != null) {
      view.with("revoked_at", revocation.at())
          .with("revoked_by", revocation.by().name())
          .with("revoke_reason", revocation.reason());
    }
    return view.with("rotated_at", key.rotatedAt())
        .with("previous_secret_until", key.previousSecretUntil())
        .with("secret_arn", key.deliveredTo())
        .with("hint", key.hint())
        .with("revision", key.version().revision())
        .with("changed_at", key.version().changedAt());
  }

  /**
   * Returns a key as JSON, with its text if this request generated it to show it. This is the only
   * place that shows a secret.
   */
  public static JsonObject issued(IssuedKey issued, Instant now) {
    return of(issued.key(), now)
        .with("api_key", issued.text() == null ? null : issued.text().reveal());
  }
}
