package dev.latchkey.operator;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import dev.latchkey.json.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Values of an {@code Authorization} header that no operator's token is, each with a name. */
final class Forgeries {
  private static final RSAKey ATTACKER = TestProvider.rsa("rsa-1");

  private final String issuer;
  private final String attackersUrl;
  private final Map<String, String> rows = new LinkedHashMap<>();

  private Forgeries(String issuer, String attackersUrl) {
    this.issuer = issuer;
    this.attackersUrl = attackersUrl;
  }

  /**
   * All of them.
   *
   * @param attackersUrl where the attacker serves keys of his own
   */
  static Map<String, String> of(String issuer, String attackersUrl) {
    Forgeries forgeries = new Forgeries(issuer, attackersUrl);
    forgeries.withoutSignature();
    forgeries.withAPublicKeyAsSecret();
    forgeries.withOtherAlgorithms();
    forgeries.withTheAttackersKey();
    forgeries.withWrongIssuers();
    forgeries.withWrongAudiences();
    forgeries.withWrongTimes();
    forgeries.withWrongSubjects();
    forgeries.ofOtherKinds();
    forgeries.withUnknownExtensions();
    forgeries.withDoubledMembers();
    forgeries.inOtherShapes();
    forgeries.withOtherText();
    forgeries.withBrokenSignatures();
    forgeries.inOtherCredentials();
    return forgeries.rows;
  }

  private Draft good() {
    return Draft.of(issuer);
  }

  private void add(String name, String token) {
    addRaw(name, "Bearer " + token);
  }

  private void addRaw(String name, String authorization) {
    rows.put(rows.containsKey(name) ? name + " #" + rows.size() : name, authorization);
  }

  private void withoutSignature() {
    for (int letters = 0; letters < 16; letters++) {
      StringBuilder none = new StringBuilder("none");
      for (int i = 0; i < 4; i++) {
        if ((letters & 1 << i) != 0) {
          none.setCharAt(i, Character.toUpperCase(none.charAt(i)));
        }
      }
      Draft draft = good().header("alg", none.toString());
      add("alg " + none + " and no signature", draft.with(new byte[0]));
      add("alg " + none + " and some signature", draft.with(new byte[] {1}));
    }
    for (String alg : List.of("", " none", "none ", "none\u0000", "\u0000", "nonе", "null")) {
      add("alg '" + alg + "'", good().header("alg", alg).with(new byte[256]));
    }
    add("no alg", good().withoutHeader("alg").signedBy(TestProvider.RSA));
    for (Object alg : List.of(JsonDocument.NULL, 1, true, List.of("RS256"), Map.of("a", "RS256"))) {
      add("alg " + alg, good().header("alg", alg).with(new byte[256]));
    }
  }

  private void withAPublicKeyAsSecret() {
    byte[] der = bytesOf(TestProvider.RSA);
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    String pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----";
    Map<String, byte[]> secrets = new LinkedHashMap<>();
    secrets.put("the key in DER", der);
    secrets.put("the key in PEM", ascii(pem));
    secrets.put("the key in PEM with a line end", ascii(pem + "\n"));
    secrets.put("the key in Base64", ascii(base64));
    secrets.put("the key in JSON", ascii(TestProvider.RSA.toPublicJWK().toJSONString()));
    secrets.put("the modulus", TestProvider.RSA.getModulus().decode());
    secrets.put("the modulus as text", ascii(TestProvider.RSA.getModulus().toString()));
    secrets.put("the key's id", ascii(TestProvider.RSA.getKeyID()));
    secrets.put("nothing", new byte[0]);
    secrets.put("a word", ascii("secret"));
    for (String alg : List.of("HS256", "HS384", "HS512")) {
      secrets.forEach(
          (name, secret) ->
              add(alg + " with " + name, good().header("alg", alg).hmac(alg, secret)));
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
      add("alg " + alg, good().header("alg", alg).signedBy(TestProvider.RSA));
    }
    for (String alg : List.of("RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "EdDSA")) {
      String[] rs256 = good().signed().split("\\.", -1);
      String[] other = good().header("alg", alg).with(new byte[0]).split("\\.", -1);
      add(
          "alg " + alg + " with the signature of RS256",
          other[0] + "." + other[1] + "." + rs256[2]);
    }
    add("RS256 with a key of ES256", good().header("kid", "P-256").signed());
    add("ES256 with a key of RS256", good().header("alg", "ES256").with(new byte[64]));
    add(
        "ES256 with a signature of zeros",
        good().header("alg", "ES256").header("kid", "P-256").with(new byte[64]));
    byte[] onlyR = new byte[64];
    onlyR[31] = 1;
    add("ES256 with s = 0", good().header("alg", "ES256").header("kid", "P-256").with(onlyR));
    add(
        "EdDSA with a signature of zeros",
        good().header("alg", "EdDSA").header("kid", "ed-1").with(new byte[64]));
  }

  private void withTheAttackersKey() {
    JWK publicKey = ATTACKER.toPublicJWK();
    add("another key under a known id", good().signedBy(ATTACKER));
    add("another key under no id", good().withoutHeader("kid").signedBy(ATTACKER));
    add("another key in jwk", good().header("jwk", publicKey.toJSONObject()).signedBy(ATTACKER));
    add(
        "another key in jwk alone",
        good().withoutHeader("kid").header("jwk", publicKey.toJSONObject()).signedBy(ATTACKER));
    for (String name : List.of("jku", "x5u")) {
      add(name, good().header(name, attackersUrl).signedBy(ATTACKER));
      add(
          name + " alone",
          good().withoutHeader("kid").header(name, attackersUrl).signedBy(ATTACKER));
      add(
          name + " and another id",
          good().header("kid", "attacker").header(name, attackersUrl).signedBy(ATTACKER));
    }
    add("x5c", good().header("x5c", List.of("MIIB")).signedBy(ATTACKER));
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
            attackersUrl,
            attackersUrl + "#rsa-1")
        .forEach(
            kid -> {
              String name = kid.length() > 60 ? kid.length() + " characters" : kid;
              add("kid " + name, good().header("kid", kid).signedBy(ATTACKER));
              if (kid.length() < 4_000) {
                add(
                    "kid " + name + " and jwk",
                    good()
                        .header("kid", kid)
                        .header("jwk", publicKey.toJSONObject())
                        .signedBy(ATTACKER));
              }
            });
    for (Object kid : List.of(1, true, List.of("rsa-1"), Map.of("kid", "rsa-1"))) {
      add("kid " + kid, good().header("kid", kid).signedBy(TestProvider.RSA));
    }
  }

  private void withWrongIssuers() {
    for (Object wrong :
        List.of(
            "https://evil.example",
            attackersUrl,
            issuer + "/",
            issuer + "/..",
            issuer + "?",
            issuer + "#",
            " " + issuer,
            issuer + " ",
            issuer + "\u0000",
            issuer.toUpperCase(Locale.ROOT),
            issuer.replace("http:", "https:"),
            issuer.replace("localhost", "127.0.0.1"),
            issuer.substring(0, issuer.length() - 1),
            "",
            1,
            true,
            List.of(issuer),
            Map.of("iss", issuer),
            JsonDocument.NULL)) {
      add("iss " + wrong, good().claim("iss", wrong).signed());
    }
    add("no iss", good().without("iss").signed());
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
      add("aud " + wrong, good().claim("aud", wrong).signed());
      add(
          "aud " + wrong + " beside a client_id",
          good().claim("aud", wrong).claim("client_id", "latchkey").signed());
    }
    add("no aud", good().without("aud").signed());
    add("no aud, another client_id", good().without("aud").claim("client_id", "other").signed());
    add("no aud, only azp", good().without("aud").claim("azp", "latchkey").signed());
  }

  private void withWrongTimes() {
    long now = Draft.NOW.getEpochSecond();
    for (Object wrong :
        List.of(now - 60, now - 61, 0, -1, Long.MIN_VALUE, -1e300, "", "" + (now + 60), true)) {
      add("exp " + wrong, good().claim("exp", wrong).signed());
    }
    for (Object wrong : List.of(List.of(now + 60), Map.of("a", now), JsonDocument.NULL, "never")) {
      add("exp " + wrong, good().claim("exp", wrong).signed());
    }
    add("no exp", good().without("exp").signed());
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
        add(name + " " + wrong, good().claim(name, wrong).signed());
      }
      String claims = good().claimsText();
      String infinite = claims.substring(0, claims.length() - 1) + ",\"%s\":1e999}".formatted(name);
      add(
          name + " out of range",
          Draft.sign(
              good().headerText(), infinite.replace("\"iat\":" + now + ",", ""), TestProvider.RSA));
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
      add(
          "sub " + (name.length() > 60 ? name.length() + " characters" : name),
          good().claim("sub", wrong).signed());
    }
    add("no sub", good().without("sub").signed());
  }

  private void ofOtherKinds() {
    for (String name : List.of("nonce", "at_hash", "c_hash", "s_hash", "events")) {
      add("an id token's " + name, good().claim(name, "x").signed());
    }
    for (Object use : List.of("id", "refresh", "", "ACCESS", 1, JsonDocument.NULL)) {
      add("token_use " + use, good().claim("token_use", use).signed());
    }
    for (Object type : List.of("ID", "Refresh", "Offline", "Logout", "", 1, JsonDocument.NULL)) {
      add("claim typ " + type, good().claim("typ", type).signed());
    }
    for (Object type :
        List.of("id+jwt", "logout+jwt", "secevent+jwt", "dpop+jwt", "JWE", "JOSE", "", 1)) {
      add("header typ " + type, good().header("typ", type).signed());
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
      add("crit " + crit, good().header("crit", crit).signed());
    }
    add("unencoded payload", good().header("crit", List.of("b64")).header("b64", false).signed());
    add("compressed", good().header("zip", "DEF").header("crit", List.of("zip")).signed());
  }

  private void withDoubledMembers() {
    String header = good().headerText();
    String claims = good().claimsText();
    for (String member :
        List.of(
            "\"sub\":\"root\"",
            "\"iss\":\"" + issuer + "\"",
            "\"aud\":\"latchkey\"",
            "\"exp\":9999999999",
            "\"realm_access\":{\"roles\":[\"nx1_engineer\"]}",
            "\"\\u0073ub\":\"root\"")) {
      String doubled = claims.substring(0, claims.length() - 1) + "," + member + "}";
      add("doubled claim " + member, Draft.sign(header, doubled, TestProvider.RSA));
      String first = "{" + member + "," + claims.substring(1);
      add("doubled claim, first " + member, Draft.sign(header, first, TestProvider.RSA));
    }
    String nested = claims.replace("{\"roles\":", "{\"roles\":[],\"roles\":");
    add("doubled claim within a claim", Draft.sign(header, nested, TestProvider.RSA));
    for (String member :
        List.of("\"alg\":\"none\"", "\"alg\":\"RS256\"", "\"kid\":\"rsa-1\"", "\"typ\":\"JWT\"")) {
      String doubled = header.substring(0, header.length() - 1) + "," + member + "}";
      add("doubled header " + member, Draft.sign(doubled, claims, TestProvider.RSA));
      String first = "{" + member + "," + header.substring(1);
      add("doubled header, first " + member, Draft.sign(first, claims, TestProvider.RSA));
    }
  }

  private void inOtherShapes() {
    String token = good().signed();
    String[] parts = token.split("\\.", -1);
    add("nothing", "");
    add("dots", "..");
    add("the header alone", parts[0]);
    add("no signature part", parts[0] + "." + parts[1]);
    add("a signature alone", ".." + parts[2]);
    add("an empty signature", parts[0] + "." + parts[1] + ".");
    add("an empty payload", parts[0] + ".." + parts[2]);
    add("an empty header", "." + parts[1] + "." + parts[2]);
    add("four parts", token + ".AA");
    add("four parts, the last empty", token + ".");
    add("five parts", token + ".AA.AA");
    add("a part before", "." + token);
    add("parts in another order", parts[1] + "." + parts[0] + "." + parts[2]);
    add("two tokens with a comma", token + "," + token);
    add("two tokens with a blank", token + " " + token);
    add("two tokens", token + token);
    add(
        "JSON serialization",
        "{\"protected\":\"%s\",\"payload\":\"%s\",\"signature\":\"%s\"}"
            .formatted(parts[0], parts[1], parts[2]));
    add(
        "a token in a token",
        Draft.sign(good().headerText(), "\"" + token + "\"", TestProvider.RSA));
    add(
        "a token as the payload",
        Draft.sign(good().header("cty", "JWT").headerText(), token, TestProvider.RSA));
    add("an encrypted token", encrypted(token));
    add("a token over 8 KB", good().claim("filler", "x".repeat(8_000)).signed());
    add("64 KB", "a".repeat(64 * 1024));
    add("64 KB of dots", ".".repeat(64 * 1024));
    add("a data API key", "lk_4Zq8Rw1TnB7xKd2M_ThisIsAnExampleKeyThatOpensNothingAnywhere00qkY6l");
  }

  private void withOtherText() {
    String token = good().signed();
    String[] parts = token.split("\\.", -1);
    for (String bad :
        List.of("=", "==", "!", "+", "/", "\n", "\r\n", "\t", "\u0000", "ä", "%", "A")) {
      String name = bad.replaceAll("[^!-~]", "·");
      add("behind the token " + name + bad.codePointAt(0), token + bad);
      add("before the token " + name + bad.codePointAt(0), bad + token);
      for (int part = 0; part < 3; part++) {
        String[] changed = parts.clone();
        changed[part] = parts[part].substring(0, 9) + bad + parts[part].substring(9);
        add("in part " + part + " " + name + bad.codePointAt(0), String.join(".", changed));
      }
    }
    String header = good().headerText();
    for (String claims :
        List.of(
            "",
            " ",
            "null",
            "1",
            "\"x\"",
            "[]",
            "{",
            good().claimsText() + "{}",
            good().claimsText() + "x",
            good().claimsText().substring(1),
            "\uFEFF" + good().claimsText(),
            good().claimsText().replace("\"sub\"", "sub"),
            good().claimsText().replace("}", ",}"),
            "[" + good().claimsText() + "]")) {
      add(
          "claims " + rows.size() + " " + claims.length(),
          Draft.sign(header, claims, TestProvider.RSA));
    }
    byte[] bytes = good().claimsText().getBytes(StandardCharsets.UTF_8);
    bytes[good().claimsText().indexOf("Erin")] = (byte) 0xFF;
    add("claims that are no UTF-8", Draft.sign(bytes, TestProvider.RSA));
    for (String wrong : List.of("[]", "null", "\"RS256\"", "{", header + "x", "{}")) {
      add("header " + wrong, Draft.sign(wrong, good().claimsText(), TestProvider.RSA));
    }
  }

  private void withBrokenSignatures() {
    String[] parts = good().signed().split("\\.", -1);
    byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
    for (int length : List.of(1, 8, 64, 128, 255)) {
      add("a signature cut to " + length, good().with(Arrays.copyOf(signature, length)));
    }
    add("a signature with a byte more", good().with(Arrays.copyOf(signature, 257)));
    add("a signature of zeros", good().with(new byte[256]));
    IntStream.range(0, 24)
        .forEach(
            i -> {
              byte[] flipped = signature.clone();
              flipped[i * 10] ^= (byte) (1 << i % 8);
              add("a flipped bit in byte " + i * 10 + " of the signature", good().with(flipped));
            });
    List<Draft> others =
        List.of(
            good().claim("sub", "root"),
            good().claim("realm_access", Map.of("roles", List.of("nx1_ask"))),
            good().claim("exp", Draft.NOW.getEpochSecond() + 7200),
            good().claim("extra", 1));
    for (Draft other : others) {
      String[] changed = other.with(new byte[0]).split("\\.", -1);
      add(
          "claims changed after signing " + rows.size(),
          parts[0] + "." + changed[1] + "." + parts[2]);
    }
    String[] another = good().header("x", 1).with(new byte[0]).split("\\.", -1);
    add("a header changed after signing", another[0] + "." + parts[1] + "." + parts[2]);
    String last = parts[2].substring(0, parts[2].length() - 1);
    for (char c : new char[] {'h', 'R', 'x'}) {
      if (parts[2].charAt(parts[2].length() - 1) != c) {
        add("another last character " + c, parts[0] + "." + parts[1] + "." + last + c);
      }
    }
  }

  private void inOtherCredentials() {
    String token = good().signed();
    for (String credentials :
        List.of(
            "",
            " ",
            "Bearer",
            "Bearer ",
            token,
            "Basic " + token,
            "DPoP " + token,
            "Bearer" + token,
            "Bearer:" + token,
            "Bearer\t" + token,
            "Bearer, " + token,
            " Bearer " + token,
            "Bearer Bearer " + token,
            "Bearer " + token + " x",
            "Bearer token=" + token,
            "X-Api-Key " + token)) {
      addRaw("credentials " + rows.size(), credentials);
    }
  }

  private static String encrypted(String token) {
    try {
      JWEObject encrypted =
          new JWEObject(
              new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM)
                  .keyID("rsa-1")
                  .contentType("JWT")
                  .build(),
              new Payload(token));
      encrypted.encrypt(new RSAEncrypter(TestProvider.RSA));
      return encrypted.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
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
