package dev.latchkey.management.auth;

import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.Permission;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The authorizer context of a signed-in operator: a person or a program.
 *
 * @param subject the identity provider's stable name for the operator
 * @param name the operator's display name
 * @param domains the domains in which the operator has each permission
 * @param roles the roles that give each permission, for 403 responses
 */
public record OperatorContext(
    String subject,
    String name,
    Map<Permission, DomainScope> domains,
    Map<Permission, List<String>> roles) {
  /** In how many domains an operator can have roles, unless a role is for every domain. */
  public static final int MAX_DOMAINS = 10;

  private static final String EVERY = "*";

  public OperatorContext {
    domains = Map.copyOf(domains);
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
        ? Optional.of(new OperatorContext(subject, name, domains(context), roles(context)))
        : Optional.empty();
  }

  /** Returns the authorizer context. All values are strings. */
  public Map<String, String> toContext() {
    Map<String, String> context = new LinkedHashMap<>();
    context.put("subject", subject);
    context.put("name", name);
    for (Permission permission : Permission.values()) {
      DomainScope scope = domains(permission);
      context.put(
          domainsMember(permission), scope.isAll() ? EVERY : String.join(" ", scope.names()));
      context.put(rolesMember(permission), String.join(",", rolesFor(permission)));
    }
    return context;
  }

  /**
   * Returns the domains in which the operator has a permission, by itself or implied by another.
   */
  public DomainScope domains(Permission permission) {
    return domains.entrySet().stream()
        .filter(held -> held.getKey().implies(permission))
        .map(Map.Entry::getValue)
        .reduce(DomainScope.NONE, DomainScope::and);
  }

  /** Returns the permissions that the operator has in some domain. */
  public Set<Permission> permissions() {
    return Stream.of(Permission.values())
        .filter(permission -> !domains(permission).isEmpty())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
  }

  /** Returns whether the operator has roles in more domains than one request can serve. */
  public boolean hasTooManyDomains() {
    return domains.values().stream().anyMatch(scope -> scope.names().size() > MAX_DOMAINS);
  }

  /** Returns the roles that give a permission; empty if the authorizer did not pass them on. */
  public List<String> rolesFor(Permission permission) {
    return roles.getOrDefault(permission, List.of());
  }

  /** Returns the operator as changes and events record them. */
  public Actor actor() {
    return new Actor(subject, name);
  }

  private static Map<Permission, DomainScope> domains(Map<String, Object> context) {
    Map<Permission, DomainScope> domains = new EnumMap<>(Permission.class);
    for (Permission permission : Permission.values()) {
      if (context.get(domainsMember(permission)) instanceof String names && !names.isEmpty()) {
        domains.put(
            permission,
            names.equals(EVERY) ? DomainScope.ALL : DomainScope.of(List.of(names.split(" ", -1))));
      }
    }
    return domains;
  }

  private static Map<Permission, List<String>> roles(Map<String, Object> context) {
    Map<Permission, List<String>> roles = new EnumMap<>(Permission.class);
    for (Permission permission : Permission.values()) {
      if (context.get(rolesMember(permission)) instanceof String giving && !giving.isEmpty()) {
        roles.put(permission, List.of(giving.split(",", -1)));
      }
    }
    return roles;
  }

  private static String rolesMember(Permission permission) {
    return permission.word() + "_roles";
  }

  private static String domainsMember(Permission permission) {
    return permission.word() + "_domains";
  }
}
