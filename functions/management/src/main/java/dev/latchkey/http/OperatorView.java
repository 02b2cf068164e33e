package dev.latchkey.http;

import dev.latchkey.json.JsonObject;
import dev.latchkey.key.Actor;
import dev.latchkey.key.Operator;
import dev.latchkey.key.Permission;

/** What an operator looks like in JSON. */
public final class OperatorView {
  private OperatorView() {}

  /** An operator. */
  public static JsonObject of(Operator operator) {
    return actor(operator.actor())
        .with(
            "permissions", operator.permissions().stream().sorted().map(Permission::word).toList());
  }

  /** Who it is. */
  static JsonObject actor(Actor actor) {
    return new JsonObject().with("subject", actor.subject()).with("name", actor.name());
  }
}
