package dev.latchkey.management.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import dev.latchkey.management.json.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tokens that the provider did not sign. */
final class ForgedSignatures {
  private static final RSAKey ATTACKER = TestOidcProvider.rsa("rsa-1");

  private final Forgeries forgeries;

  ForgedSignatures(Forgeries forgeries) {
    this.forgeries = forgeries;
  }

  /** Adds all of them. */
  void add() {
    withoutSignature();
    withAPublicKeyAsSecret();
    withOtherAlgorithms();
    withTheAttackersKey();
    withBrokenSignatures();
  }

  private void withoutSignature() {
    for (int letters = 0; letters < 16; letters++) {
      StringBuilder none = new StringBuilder("none");
      for (int i = 0; i < 4; i++) {
        if ((letters & 1 << i) != 0) {
          none.setCharAt(i, Character.toUpperCase(none.charAt(i)));
        }
      }
      TokenBuilder draft = forgeries.good().header("alg", none.toString());
      forgeries.add("alg " + none + " and no signature", draft.with(new byte[0]));
      forgeries.add("alg " + none + " and some signature", draft.with(new byte[] {1}));
    }
    for (String alg : List.of("", " none", "none ", "none\u0000", "\u0000", "nonе", "null")) {
      forgeries.add("alg '" + alg + "'", forgeries.good().header("alg", alg).with(new byte[256]));
    }
    forgeries.add("no alg", forgeries.good().withoutHeader("alg").signedBy(TestOidcProvider.RSA));
    for (Object alg : List.of(JsonDocument.NULL, 1, true, List.of("RS256"), Map.of("a", "RS256"))) {
      forgeries.add("alg " + alg, forgeries.good().header("alg", alg).with(new byte[256]));
    }
  }

  private void withAPublicKeyAsSecret() {
    byte[] der = bytesOf(TestOidcProvider.RSA);
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    String pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----";
    Map<String, byte[]> secrets = new LinkedHashMap<>();
    secrets.put("the key in DER", der);
    secrets.put("the key in PEM", ascii(pem));
    secrets.put("the key in PEM with a line end", ascii(pem + "\n"));
    secrets.put("the key in Base64", ascii(base64));
    secrets.put("the key in JSON", ascii(TestOidcProvider.RSA.toPublicJWK().toJSONString()));
    secrets.put("the modulus", TestOidcProvider.RSA.getModulus().decode());
    secrets.put("the modulus as text", ascii(TestOidcProvider.RSA.getModulus().toString()));
    secrets.put("the key's id", ascii(TestOidcProvider.RSA.getKeyID()));
    secrets.put("nothing", new byte[0]);
    secrets.put("a word", ascii("secret"));
    for (String alg : List.of("HS256", "HS384", "HS512")) {
      secrets.forEach(
          (name, secret) ->
              forgeries.add(
                  alg + " with " + name, forgeries.good().header("alg", alg).hmac(alg, secret)));
    }
  }

  private void withOtherAlgorithms() {
    for (String alg :
        List.of(
            "RS1",
            "rs256",
            "RS256 ",
            "RSA",
            "SHA256withRSA",
            "ES256K",
            "Ed448",
            "dir",
            "A128KW",
            "RSA-OAEP",
            "RSA1_5",
            "ECDH-ES",
            "PBES2-HS256+A128KW",
            "HS1",
            "MD5")) {
      forgeries.add(
          "alg " + alg, forgeries.good().header("alg", alg).signedBy(TestOidcProvider.RSA));
    }
    for (String alg : List.of("RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "EdDSA")) {
      String[] rs256 = forgeries.good().signed().split("\\.", -1);
      String[] other = forgeries.good().header("alg", alg).with(new byte[0]).split("\\.", -1);
      forgeries.add(
          "alg " + alg + " with the signature of RS256",
          other[0] + "." + other[1] + "." + rs256[2]);
    }
    forgeries.add("RS256 with a key of ES256", forgeries.good().header("kid", "P-256").signed());
    forgeries.add(
        "ES256 with a key of RS256", forgeries.good().header("alg", "ES256").with(new byte[64]));
    forgeries.add(
        "ES256 with a signature of zeros",
        forgeries.good().header("alg", "ES256").header("kid", "P-256").with(new byte[64]));
    byte[] onlyR = new byte[64];
    onlyR[31] = 1;
    forgeries.add(
        "ES256 with s = 0",
        forgeries.good().header("alg", "ES256").header("kid", "P-256").with(onlyR));
    forgeries.add(
        "EdDSA with a signature of zeros",
        forgeries.good().header("alg", "EdDSA").header("kid", "ed-1").with(new byte[64]));
  }

  private void withTheAttackersKey() {
    JWK publicKey = ATTACKER.toPublicJWK();
    forgeries.add("another key under a known id", forgeries.good().signedBy(ATTACKER));
    forgeries.add(
        "another key under no id", forgeries.good().withoutHeader("kid").signedBy(ATTACKER));
    forgeries.add(
        "another key in jwk",
        forgeries.good().header("jwk", publicKey.toJSONObject()).signedBy(ATTACKER));
    forgeries.add(
        "another key in jwk alone",
        forgeries
            .good()
            .withoutHeader("kid")
            .header("jwk", publicKey.toJSONObject())
            .signedBy(ATTACKER));
    for (String name : List.of("jku", "x5u")) {
      forgeries.add(
          name, forgeries.good().header(name, forgeries.attackersUrl()).signedBy(ATTACKER));
      forgeries.add(
          name + " alone",
          forgeries
              .good()
              .withoutHeader("kid")
              .header(name, forgeries.attackersUrl())
              .signedBy(ATTACKER));
      forgeries.add(
          name + " and another id",
          forgeries
              .good()
              .header("kid", "attacker")
              .header(name, forgeries.attackersUrl())
              .signedBy(ATTACKER));
    }
    forgeries.add("x5c", forgeries.good().header("x5c", List.of("MIIB")).signedBy(ATTACKER));
    Stream.of(
            "../../../../dev/null",
            "/dev/null",
            "file:///dev/null",
            "rsa-1/../rsa-1",
            "RSA-1",
            "rsa-1 ",
            "rsa-1\u0000",
            "' OR '1'='1",
            "x' UNION SELECT 'key' --",
            "; rm -rf /",
            "$(id)",
            "${jndi:ldap://localhost/a}",
            "*",
            "%00",
            "",
            "\n",
            "k".repeat(4_000),
            "k".repeat(64 * 1024),
            forgeries.attackersUrl(),
            forgeries.attackersUrl() + "#rsa-1")
        .forEach(
            kid -> {
              String name = kid.length() > 60 ? kid.length() + " characters" : kid;
              forgeries.add("kid " + name, forgeries.good().header("kid", kid).signedBy(ATTACKER));
              if (kid.length() < 4_000) {
                forgeries.add(
                    "kid " + name + " and jwk",
                    forgeries
                        .good()
                        .header("kid", kid)
                        .header("jwk", publicKey.toJSONObject())
                        .signedBy(ATTACKER));
              }
            });
    for (Object kid : List.of(1, true, List.of("rsa-1"), Map.of("kid", "rsa-1"))) {
      forgeries.add(
          "kid " + kid, forgeries.good().header("kid", kid).signedBy(TestOidcProvider.RSA));
    }
  }

  private void withBrokenSignatures() {
    String[] parts = forgeries.good().signed().split("\\.", -1);
    byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
    for (int length : List.of(1, 8, 64, 128, 255)) {
      forgeries.add(
          "a signature cut to " + length, forgeries.good().with(Arrays.copyOf(signature, length)));
    }
    forgeries.add(
        "a signature with a byte more", forgeries.good().with(Arrays.copyOf(signature, 257)));
    forgeries.add("a signature of zeros", forgeries.good().with(new byte[256]));
    IntStream.range(0, 24)
        .forEach(
            i -> {
              byte[] flipped = signature.clone();
              flipped[i * 10] ^= (byte) (1 << i % 8);
              forgeries.add(
                  "a flipped bit in byte " + i * 10 + " of the signature",
                  forgeries.good().with(flipped));
            });
    List<TokenBuilder> others =
        List.of(
            forgeries.good().claim("sub", "root"),
            forgeries.good().claim("realm_access", Map.of("roles", List.of("nx1_ask"))),
            forgeries.good().claim("exp", TokenBuilder.NOW.getEpochSecond() + 7200),
            forgeries.good().claim("extra", 1));
    for (TokenBuilder other : others) {
      String[] changed = other.with(new byte[0]).split("\\.", -1);
      forgeries.add(
          forgeries.numbered("claims changed after signing "),
          parts[0] + "." + changed[1] + "." + parts[2]);
    }
    String[] another = forgeries.good().header("x", 1).with(new byte[0]).split("\\.", -1);
    forgeries.add("a header changed after signing", another[0] + "." + parts[1] + "." + parts[2]);
    String last = parts[2].substring(0, parts[2].length() - 1);
    for (char c : new char[] {'h', 'R', 'x'}) {
      if (parts[2].charAt(parts[2].length() - 1) != c) {
        forgeries.add("another last character " + c, parts[0] + "." + parts[1] + "." + last + c);
      }
    }
  }

  private static byte[] bytesOf(RSAKey key) {
    try {
      return key.toRSAPublicKey().getEncoded();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
