package dev.latchkey.management.http;

import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.json.JsonObject;
import java.util.Set;

/** What an operator looks like in JSON. */
public final class OperatorView {
  private OperatorView() {}

  /** An operator, with what they may do. */
  public static JsonObject of(Actor actor, Set<Permission> permissions) {
    return actor(actor)
        .with("permissions", permissions.stream().sorted().map(Permission::word).toList());
  }

  /** Who it is. */
  static JsonObject actor(Actor actor) {
    return new JsonObject().with("subject", actor.subject()).with("name", actor.name());
  }
}
