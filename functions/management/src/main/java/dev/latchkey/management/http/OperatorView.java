package dev.latchkey.management.http;

import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.json.JsonObject;
import java.util.Set;

/** Converts operators to JSON. */
public final class OperatorView {
  private OperatorView() {}

  /** Returns an operator as JSON, with permissions. */
  public static JsonObject of(Actor actor, Set<Permission> permissions) {
    return actor(actor)
        .with("permissions", permissions.stream().sorted().map(Permission::word).toList());
  }

  /** Returns an operator as JSON, without permissions. */
  static JsonObject actor(Actor actor) {
    return new JsonObject().with("subject", actor.subject()).with("name", actor.name());
  }
}
