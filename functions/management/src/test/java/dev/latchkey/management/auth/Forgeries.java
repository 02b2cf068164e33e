package dev.latchkey.management.auth;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Invalid values of the {@code Authorization} header, each with a name.
 *
 * @param issuer the provider whose tokens are forged
 * @param attackersUrl the URL where the attacker serves their own keys
 * @param rows the forgeries by their names
 */
record Forgeries(String issuer, String attackersUrl, Map<String, String> rows) {

  /** Returns all of them. */
  static Map<String, String> of(String issuer, String attackersUrl) {
    Forgeries forgeries = new Forgeries(issuer, attackersUrl, new LinkedHashMap<>());
    new ForgedSignatures(forgeries).add();
    new ForgedClaims(forgeries).add();
    new ForgedShapes(forgeries).add();
    return forgeries.rows;
  }

  /** Returns a valid token. */
  TokenBuilder good() {
    return TokenBuilder.of(issuer);
  }

  /** Returns a name with the next number. */
  String numbered(String name) {
    return name + rows.keySet().stream().filter(row -> row.startsWith(name)).count();
  }

  void add(String name, String token) {
    addRaw(name, "Bearer " + token);
  }

  void addRaw(String name, String authorization) {
    String fixed = name.replaceAll(":[0-9]{4,5}/", ":PORT/");
    rows.put(rows.containsKey(fixed) ? fixed + " #" + rows.size() : fixed, authorization);
  }
}
