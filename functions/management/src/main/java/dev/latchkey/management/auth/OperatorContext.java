package dev.latchkey.management.auth;

import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.Permission;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The authorizer context of a signed-in operator: a person or a program.
 *
 * @param subject the identity provider's stable name for the operator
 * @param name the operator's display name
 * @param permissions the operator's permissions; empty without a matching role
 * @param roles the roles that give each permission, for 403 responses
 */
public record OperatorContext(
    String subject, String name, Set<Permission> permissions, Map<Permission, List<String>> roles) {
  public OperatorContext {
    permissions = Set.copyOf(permissions);
    roles = Map.copyOf(roles);
  }

  /**
   * Parses an authorizer context.
   *
   * @param context the context; {@code null} without an authorizer
   * @return the operator; empty if the context contains none
   */
  public static Optional<OperatorContext> from(@Nullable Map<String, Object> context) {
    return context != null
            && context.get("subject") instanceof String subject
            && context.get("name") instanceof String name
            && context.get("permissions") instanceof String words
        ? Optional.of(new OperatorContext(subject, name, permissions(words), roles(context)))
        : Optional.empty();
  }

  /** Returns the authorizer context. All values are strings. */
  public Map<String, String> toContext() {
    Map<String, String> context = new LinkedHashMap<>();
    context.put("subject", subject);
    context.put("name", name);
    context.put(
        "permissions",
        permissions.stream().sorted().map(Permission::word).collect(Collectors.joining(" ")));
    roles.forEach(
        (permission, giving) -> context.put(member(permission), String.join(",", giving)));
    return context;
  }

  /** Returns whether the operator has a permission. */
  public boolean has(Permission permission) {
    return permissions.stream().anyMatch(held -> held.implies(permission));
  }

  /** Returns the roles that give a permission; empty if the authorizer did not pass them on. */
  public List<String> rolesFor(Permission permission) {
    return roles.getOrDefault(permission, List.of());
  }

  /** Returns the operator as changes and events record them. */
  public Actor actor() {
    return new Actor(subject, name);
  }

  private static Set<Permission> permissions(String words) {
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    List<String> known = Arrays.asList(words.split(" "));
    for (Permission permission : Permission.values()) {
      if (known.contains(permission.word())) {
        permissions.add(permission);
      }
    }
    return permissions;
  }

  private static Map<Permission, List<String>> roles(Map<String, Object> context) {
    Map<Permission, List<String>> roles = new EnumMap<>(Permission.class);
    for (Permission permission : Permission.values()) {
      if (context.get(member(permission)) instanceof String giving && !giving.isEmpty()) {
        roles.put(permission, List.of(giving.split(",", -1)));
      }
    }
    return roles;
  }

  private static String member(Permission permission) {
    return permission.word() + "_roles";
  }
}
