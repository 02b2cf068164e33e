package dev.latchkey.key;

import java.util.Set;

/**
 * A signed-in person or program of the management API.
 *
 * @param actor who it is
 * @param permissions what it may do; empty if it has none of the roles
 */
public record Operator(Actor actor, Set<Permission> permissions) {
  public Operator {
    permissions = Set.copyOf(permissions);
  }
}
