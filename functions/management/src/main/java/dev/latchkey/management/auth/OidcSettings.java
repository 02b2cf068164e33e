package dev.latchkey.management.auth;

import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.Permission;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The OpenID Connect settings: whose tokens are accepted, and which permissions roles give.
 *
 * @param issuer the provider's issuer, as in its tokens
 * @param rolesClaims the claims with roles: names, or paths whose dots separate nested objects
 * @param roles the roles that give each permission, including those of permissions that imply it
 */
public record OidcSettings(
    String issuer, List<String> rolesClaims, Map<Permission, List<String>> roles) {
  public OidcSettings {
    rolesClaims = List.copyOf(rolesClaims);
    roles = withImplied(roles);
  }

  /**
   * For each permission the domains in which the held roles give it: a role gives it everywhere,
   * and a role with {@code /} and a domain in this domain only. Text that cannot be a domain gives
   * nothing.
   */
  Map<Permission, DomainScope> domains(Set<String> held) {
    Map<Permission, DomainScope> domains = new EnumMap<>(Permission.class);
    roles.forEach(
        (permission, giving) ->
            domains.put(
                permission,
                giving.stream()
                    .map(role -> domains(role, held))
                    .reduce(DomainScope.NONE, DomainScope::and)));
    return domains;
  }

  private static DomainScope domains(String role, Set<String> held) {
    String beginning = role + "/";
    return held.contains(role)
        ? DomainScope.ALL
        : DomainScope.of(
            held.stream()
                .filter(text -> text.startsWith(beginning))
                .map(text -> text.substring(beginning.length()))
                .filter(DataApi::isDomain)
                .toList());
  }

  private static Map<Permission, List<String>> withImplied(Map<Permission, List<String>> roles) {
    Map<Permission, List<String>> all = new EnumMap<>(Permission.class);
    for (Permission permission : Permission.values()) {
      Set<String> giving = new LinkedHashSet<>();
      for (Permission other : Permission.values()) {
        if (other != permission && other.implies(permission)) {
          giving.addAll(roles.getOrDefault(other, List.of()));
        }
      }
      giving.addAll(roles.getOrDefault(permission, List.of()));
      all.put(permission, List.copyOf(giving));
    }
    return Map.copyOf(all);
  }
}
