package dev.latchkey.management.auth;

import dev.latchkey.management.json.JsonDocument;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tokens that the provider signed, but whose claims are not acceptable. */
final class ForgedClaims {
  private final Forgeries forgeries;

  ForgedClaims(Forgeries forgeries) {
    this.forgeries = forgeries;
  }

  /** Adds all of them. */
  void add() {
    withWrongIssuers();
    withWrongAudiences();
    withWrongTimes();
    withWrongSubjects();
    ofOtherKinds();
    boundToAKey();
    withUnknownExtensions();
    withDoubledMembers();
  }

  private void withWrongIssuers() {
    for (Object wrong :
        List.of(
            "https://evil.example",
            forgeries.attackersUrl(),
            forgeries.issuer() + "/",
            forgeries.issuer() + "/..",
            forgeries.issuer() + "?",
            forgeries.issuer() + "#",
            " " + forgeries.issuer(),
            forgeries.issuer() + " ",
            forgeries.issuer() + "\u0000",
            forgeries.issuer().toUpperCase(Locale.ROOT),
            forgeries.issuer().replace("http:", "https:"),
            forgeries.issuer().replace("localhost", "127.0.0.1"),
            forgeries.issuer().substring(0, forgeries.issuer().length() - 1),
            "",
            1,
            true,
            List.of(forgeries.issuer()),
            Map.of("iss", forgeries.issuer()),
            JsonDocument.NULL)) {
      forgeries.add("iss " + wrong, forgeries.good().claim("iss", wrong).signed());
    }
    forgeries.add("no iss", forgeries.good().without("iss").signed());
  }

  private void withWrongAudiences() {
    for (Object wrong :
        List.of(
            "other",
            "Latchkey",
            "latchkey ",
            "latchke",
            "latchkey,other",
            "latchkey other",
            "",
            "*",
            1,
            true,
            List.of(),
            List.of(""),
            List.of("other", "another"),
            List.of("latchkey", 1),
            List.of(List.of("latchkey")),
            Map.of("latchkey", "latchkey"),
            JsonDocument.NULL)) {
      forgeries.add("aud " + wrong, forgeries.good().claim("aud", wrong).signed());
      forgeries.add(
          "aud " + wrong + " beside a client_id",
          forgeries.good().claim("aud", wrong).claim("client_id", "latchkey").signed());
    }
    forgeries.add("no aud", forgeries.good().without("aud").signed());
    forgeries.add(
        "no aud, another client_id",
        forgeries.good().without("aud").claim("client_id", "other").signed());
    forgeries.add(
        "no aud, client_id without token_use",
        forgeries.good().without("aud").claim("client_id", "latchkey").signed());
    forgeries.add(
        "no aud, only azp", forgeries.good().without("aud").claim("azp", "latchkey").signed());
  }

  private void withWrongTimes() {
    long now = TokenBuilder.NOW.getEpochSecond();
    for (Object wrong :
        List.of(now - 60, now - 61, 0, -1, Long.MIN_VALUE, -1e300, "", "" + (now + 60), true)) {
      forgeries.add("exp " + wrong, forgeries.good().claim("exp", wrong).signed());
    }
    for (Object wrong : List.of(List.of(now + 60), Map.of("a", now), JsonDocument.NULL, "never")) {
      forgeries.add("exp " + wrong, forgeries.good().claim("exp", wrong).signed());
    }
    forgeries.add("no exp", forgeries.good().without("exp").signed());
    for (String name : List.of("nbf", "iat")) {
      for (Object wrong :
          List.of(
              now + 61,
              now + 1e9,
              now * 1000,
              Long.MAX_VALUE,
              9.3e18,
              1e300,
              "" + now,
              true,
              List.of(now),
              Map.of("a", now),
              JsonDocument.NULL)) {
        forgeries.add(name + " " + wrong, forgeries.good().claim(name, wrong).signed());
      }
      String claims = forgeries.good().claimsText();
      String infinite = claims.substring(0, claims.length() - 1) + ",\"%s\":1e999}".formatted(name);
      forgeries.add(
          name + " out of range",
          TokenBuilder.sign(
              forgeries.good().headerText(),
              infinite.replace("\"iat\":" + now + ",", ""),
              TestOidcProvider.RSA));
    }
  }

  private void withWrongSubjects() {
    for (Object wrong :
        List.of(
            "",
            " ",
            "\t",
            "a\nb",
            "a\u0000b",
            "a\u202Eb",
            "s".repeat(256),
            1,
            1.5,
            true,
            List.of("engineer"),
            Map.of("sub", "engineer"),
            JsonDocument.NULL)) {
      String name = String.valueOf(wrong);
      forgeries.add(
          "sub " + (name.length() > 60 ? name.length() + " characters" : name),
          forgeries.good().claim("sub", wrong).signed());
    }
    forgeries.add("no sub", forgeries.good().without("sub").signed());
  }

  private void ofOtherKinds() {
    for (String name : List.of("nonce", "at_hash", "c_hash", "s_hash", "events")) {
      forgeries.add("an id token's " + name, forgeries.good().claim(name, "x").signed());
    }
    for (Object use : List.of("id", "refresh", "", "ACCESS", 1, JsonDocument.NULL)) {
      forgeries.add("token_use " + use, forgeries.good().claim("token_use", use).signed());
    }
    for (Object type : List.of("ID", "Refresh", "Offline", "Logout", "", 1, JsonDocument.NULL)) {
      forgeries.add("claim typ " + type, forgeries.good().claim("typ", type).signed());
    }
    for (Object type :
        List.of("id+jwt", "logout+jwt", "secevent+jwt", "dpop+jwt", "JWE", "JOSE", "", 1)) {
      forgeries.add("header typ " + type, forgeries.good().header("typ", type).signed());
    }
  }

  private void boundToAKey() {
    for (Object wrong : List.of(Map.of("jkt", "x"), Map.of("x5t#S256", "x"), JsonDocument.NULL)) {
      forgeries.add("cnf " + wrong, forgeries.good().claim("cnf", wrong).signed());
    }
  }

  private void withUnknownExtensions() {
    for (Object crit :
        List.of(
            List.of("unknown"),
            List.of("exp"),
            List.of("b64"),
            List.of("alg"),
            List.of(),
            List.of(1),
            "b64",
            1,
            JsonDocument.NULL)) {
      forgeries.add("crit " + crit, forgeries.good().header("crit", crit).signed());
    }
    forgeries.add(
        "unencoded payload",
        forgeries.good().header("crit", List.of("b64")).header("b64", false).signed());
    forgeries.add(
        "compressed",
        forgeries.good().header("zip", "DEF").header("crit", List.of("zip")).signed());
  }

  private void withDoubledMembers() {
    String header = forgeries.good().headerText();
    String claims = forgeries.good().claimsText();
    for (String member :
        List.of(
            "\"sub\":\"root\"",
            "\"iss\":\"" + forgeries.issuer() + "\"",
            "\"aud\":\"latchkey\"",
            "\"exp\":9999999999",
            "\"realm_access\":{\"roles\":[\"nx1_engineer\"]}",
            "\"\\u0073ub\":\"root\"")) {
      String duplicates = claims.substring(0, claims.length() - 1) + "," + member + "}";
      forgeries.add(
          "doubled claim " + member, TokenBuilder.sign(header, duplicates, TestOidcProvider.RSA));
      String first = "{" + member + "," + claims.substring(1);
      forgeries.add(
          "doubled claim, first " + member, TokenBuilder.sign(header, first, TestOidcProvider.RSA));
    }
    String nested = claims.replace("{\"roles\":", "{\"roles\":[],\"roles\":");
    forgeries.add(
        "doubled claim within a claim", TokenBuilder.sign(header, nested, TestOidcProvider.RSA));
    for (String member :
        List.of("\"alg\":\"none\"", "\"alg\":\"RS256\"", "\"kid\":\"rsa-1\"", "\"typ\":\"JWT\"")) {
      String duplicates = header.substring(0, header.length() - 1) + "," + member + "}";
      forgeries.add(
          "doubled header " + member, TokenBuilder.sign(duplicates, claims, TestOidcProvider.RSA));
      String first = "{" + member + "," + header.substring(1);
      forgeries.add(
          "doubled header, first " + member,
          TokenBuilder.sign(first, claims, TestOidcProvider.RSA));
    }
  }
}
