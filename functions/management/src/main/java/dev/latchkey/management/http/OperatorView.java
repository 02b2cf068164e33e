package dev.latchkey.management.http;

import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.json.JsonObject;
import java.util.List;
import java.util.Set;

/** Converts operators to JSON. */
public final class OperatorView {
  private OperatorView() {}

  /** Returns an operator as JSON, with permissions and their domains. */
  public static JsonObject of(
      Actor actor, Set<Permission> permissions, DomainScope readable, DomainScope managed) {
    return actor(actor)
        .with("permissions", permissions.stream().sorted().map(Permission::word).toList())
        .with("domains", names(readable))
        .with("manage_domains", names(managed));
  }

  private static Object names(DomainScope scope) {
    return scope.isAll() ? "*" : List.copyOf(scope.names());
  }

  /** Returns an operator as JSON, without permissions. */
  static JsonObject actor(Actor actor) {
    return new JsonObject().with("subject", actor.subject()).with("name", actor.name());
  }
}
