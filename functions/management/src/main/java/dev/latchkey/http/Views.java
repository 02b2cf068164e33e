package dev.latchkey.http;

import dev.latchkey.json.JsonObject;
import dev.latchkey.key.Actor;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.EventSubject;
import dev.latchkey.key.IssuedKey;
import dev.latchkey.key.KeyEvent;
import dev.latchkey.key.Operator;
import dev.latchkey.key.Permission;
import dev.latchkey.key.Revocation;
import dev.latchkey.key.Route;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What keys, data APIs and events look like in JSON. */
public final class Views {
  private Views() {}

  /** A key, its state judged at an instant. */
  public static JsonObject key(ApiKey key, Instant now) {
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
  public static JsonObject issuedKey(IssuedKey issued, Instant now) {
    return key(issued.key(), now)
        .with("api_key", issued.text() == null ? null : issued.text().reveal());
  }

  /** A data API. */
  public static JsonObject dataApi(DataApi dataApi) {
    return new JsonObject()
        .with("data_api_id", dataApi.dataApiId())
        .with("domain", dataApi.domain())
        .with("dataset", dataApi.dataset())
        .with("description", dataApi.description())
        .with("routes", dataApi.routes().stream().map(Views::route).toList())
        .with("created_at", dataApi.createdAt())
        .with("created_by", dataApi.createdBy().name());
  }

  /** An event. */
  public static JsonObject event(KeyEvent event) {
    EventSubject subject = event.subject();
    JsonObject changes = new JsonObject();
    new TreeMap<>(event.changes())
        .forEach(
            (field, change) ->
                changes.with(
                    field,
                    new JsonObject()
                        .with("from", value(change.from()))
                        .with("to", value(change.to()))));
    return new JsonObject()
        .with("event_id", event.eventId())
        .with("kind", event.kind().word())
        .with(subject.type() == EventSubject.Type.KEY ? "key_id" : "data_api_id", subject.id())
        .with("at", event.at())
        .with("by", actor(event.by()))
        .with("changes", changes);
  }

  /** An operator. */
  public static JsonObject operator(Operator operator) {
    return actor(operator.actor())
        .with(
            "permissions", operator.permissions().stream().sorted().map(Permission::word).toList());
  }

  /** Warnings, or nothing if there are none. */
  public static @Nullable List<String> warnings(List<String> warnings) {
    return warnings.isEmpty() ? null : warnings;
  }

  private static JsonObject actor(Actor actor) {
    return new JsonObject().with("subject", actor.subject()).with("name", actor.name());
  }

  private static JsonObject route(Route route) {
    return new JsonObject()
        .with("api_id", route.apiId())
        .with("stage", route.stage())
        .with("method", route.method())
        .with("path", route.path());
  }

  private static @Nullable Object value(@Nullable Object value) {
    return value instanceof List<?> routes
        ? routes.stream().map(route -> route((Route) route)).toList()
        : value;
  }
}
