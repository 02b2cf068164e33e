package dev.latchkey.local.signin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Someone who can sign in, as a person by a click or as a program by client credentials.
 *
 * @param name user name, client id and the token's {@code sub}
 * @param displayName what a page shows
 * @param roles what the token says in {@code realm_access.roles}
 */
record SignInAccount(String name, String displayName, List<String> roles) {
  static final List<SignInAccount> ALL =
      List.of(
          new SignInAccount("engineer", "Erin, data engineer", List.of("nx1_engineer")),
          new SignInAccount("analyst", "Ana, analyst", List.of("nx1_ask")),
          new SignInAccount("auditor", "Audrey, auditor", List.of("latchkey_auditor")),
          new SignInAccount("sales", "Sam, sales engineer", List.of("nx1_engineer/sales")),
          new SignInAccount(
              "logistics", "Lou, logistics engineer", List.of("nx1_engineer/logistics")),
          new SignInAccount("outsider", "Otto, outsider", List.of()));

  static Optional<SignInAccount> named(String name) {
    return ALL.stream().filter(account -> account.name.equals(name)).findFirst();
  }

  /** What a provider says of a person in either of its tokens. */
  Map<String, Object> profile() {
    return Map.of("preferred_username", name, "name", displayName);
  }

  /** What a provider adds to an access token, in Keycloak's shape. */
  Map<String, Object> access() {
    return Map.of("realm_access", Map.of("roles", roles));
  }
}
