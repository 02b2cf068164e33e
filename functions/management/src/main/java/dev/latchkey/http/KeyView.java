package dev.latchkey.http;

import dev.latchkey.json.JsonObject;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.IssuedKey;
import dev.latchkey.key.Revocation;
import java.time.Instant;

/** What a key looks like in JSON. */
public final class KeyView {
  private KeyView() {}

  /** A key, its state judged at an instant. */
  public static JsonObject of(ApiKey key, Instant now) {
    Revocation revocation = key.revocation();
    JsonObject view =
        new JsonObject()
            .with("key_id", key.keyId().value())
            .with("data_api_id", key.dataApiId())
            .with("name", key.name())
            .with("description", key.description())
            .with("status", key.status(now).word())
            .with("created_at", key.createdAt())
            .with("created_by", key.createdBy().name())
            .with("expires_at", key.expiresAt());
    if (revocation != null) {
      view.with("revoked_at", revocation.at())
          .with("revoked_by", revocation.by().name())
          .with("revoke_reason", revocation.reason());
    }
    return view.with("rotated_at", key.rotatedAt())
        .with("previous_secret_until", key.previousSecretUntil())
        .with("hint", key.hint());
  }

  /** A key with its text, if it is to be shown: the one place where a secret leaves. */
  public static JsonObject issued(IssuedKey issued, Instant now) {
    return of(issued.key(), now)
        .with("api_key", issued.text() == null ? null : issued.text().reveal());
  }
}
