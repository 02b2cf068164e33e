package dev.latchkey.management.http;

import dev.latchkey.core.application.HeldKey;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.management.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** Converts keys to JSON for the holders of their secrets. */
public final class HeldKeyView {
  private HeldKeyView() {}

  /** Returns a key as JSON, with its state at an instant. */
  public static JsonObject of(HeldKey held, Instant now) {
    ApiKey key = held.key();
    JsonObject view =
        new JsonObject()
            .with("key_id", key.keyId().value())
            .with("name", key.fields().get(KeyFields.NAME))
            .with("data_api_id", key.dataApiId())
            .with("status", key.status(now).word())
            .with("expires_at", key.expiresAt())
            .with("secret", held.secret().word())
            .with("previous_secret_until", key.previousSecretUntil())
            .with("denied_because", held.deniedBecause());
    if (!held.isElsewhere()) {
      key.fields()
          .forEach(
              List.of(KeyFields.NETWORKS, KeyFields.METHODS),
              (field, plain) -> view.with(field.name(), plain));
      view.with(
              KeyFields.QUOTA.name(),
              held.quota() == null ? null : KeyFields.QUOTA.type().plain(held.quota()))
          .with("remaining", held.remaining());
    }
    return view;
  }
}
