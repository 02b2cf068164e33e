package dev.latchkey.management.auth;

import dev.latchkey.core.domain.Permission;
import java.util.EnumMap;
import java.util.EnumSet;
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

  Set<Permission> permissions(Set<String> held) {
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    roles.forEach(
        (permission, giving) -> {
          if (giving.stream().anyMatch(held::contains)) {
            permissions.add(permission);
          }
        });
    return permissions;
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
