package dev.latchkey.operator;

import dev.latchkey.key.Permission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Whose tokens are trusted, and what they permit.
 *
 * @param issuer the provider's issuer, as its tokens name it
 * @param rolesClaims where roles stand: names of claims, or paths whose dots step into objects
 * @param manageRoles the roles that may do everything
 * @param readRoles the roles that may list and see
 */
public record Trust(
    String issuer, List<String> rolesClaims, List<String> manageRoles, List<String> readRoles) {
  public Trust {
    rolesClaims = List.copyOf(rolesClaims);
    manageRoles = List.copyOf(manageRoles);
    readRoles = List.copyOf(readRoles);
  }

  Set<Permission> permissions(Set<String> roles) {
    if (manageRoles.stream().anyMatch(roles::contains)) {
      return EnumSet.allOf(Permission.class);
    }
    return readRoles.stream().anyMatch(roles::contains)
        ? EnumSet.of(Permission.READ)
        : EnumSet.noneOf(Permission.class);
  }
}
