package dev.latchkey.management.auth;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Values that are not signed tokens in the compact serialization, or not bearer tokens. */
final class ForgedShapes {
  private final Forgeries forgeries;

  ForgedShapes(Forgeries forgeries) {
    this.forgeries = forgeries;
  }

  /** Adds all of them. */
  void add() {
    inOtherShapes();
    withOtherText();
    inOtherCredentials();
  }

  private void inOtherShapes() {
    String token = forgeries.good().signed();
    String[] parts = token.split("\\.", -1);
    forgeries.add("nothing", "");
    forgeries.add("dots", "..");
    forgeries.add("the header alone", parts[0]);
    forgeries.add("no signature part", parts[0] + "." + parts[1]);
    forgeries.add("a signature alone", ".." + parts[2]);
    forgeries.add("an empty signature", parts[0] + "." + parts[1] + ".");
    forgeries.add("an empty payload", parts[0] + ".." + parts[2]);
    forgeries.add("an empty header", "." + parts[1] + "." + parts[2]);
    forgeries.add("four parts", token + ".AA");
    forgeries.add("four parts, the last empty", token + ".");
    forgeries.add("five parts", token + ".AA.AA");
    forgeries.add("a part before", "." + token);
    forgeries.add("parts in another order", parts[1] + "." + parts[0] + "." + parts[2]);
    forgeries.add("two tokens with a comma", token + "," + token);
    forgeries.add("two tokens with a blank", token + " " + token);
    forgeries.add("two tokens", token + token);
    forgeries.add(
        "JSON serialization",
        "{\"protected\":\"%s\",\"payload\":\"%s\",\"signature\":\"%s\"}"
            .formatted(parts[0], parts[1], parts[2]));
    forgeries.add(
        "a token in a token",
        TokenBuilder.sign(
            forgeries.good().headerText(), "\"" + token + "\"", TestOidcProvider.RSA));
    forgeries.add(
        "a token as the payload",
        TokenBuilder.sign(
            forgeries.good().header("cty", "JWT").headerText(), token, TestOidcProvider.RSA));
    forgeries.add("an encrypted token", encrypted(token));
    forgeries.add(
        "a token over 8 KB", forgeries.good().claim("filler", "x".repeat(8_000)).signed());
    forgeries.add("64 KB", "a".repeat(64 * 1024));
    forgeries.add("64 KB of dots", ".".repeat(64 * 1024));
    forgeries.add(
        "a data API key", "lk_4Zq8Rw1TnB7xKd2M_ThisIsAnExampleKeyThatOpensNothingAnywhere00qkY6l");
  }

  private void withOtherText() {
    String token = forgeries.good().signed();
    String[] parts = token.split("\\.", -1);
    for (String bad :
        List.of("=", "==", "!", "+", "/", "\n", "\r\n", "\t", "\u0000", "ä", "%", "A")) {
      String name = bad.replaceAll("[^!-~]", "·");
      forgeries.add("behind the token " + name + bad.codePointAt(0), token + bad);
      forgeries.add("before the token " + name + bad.codePointAt(0), bad + token);
      for (int part = 0; part < 3; part++) {
        String[] changed = parts.clone();
        changed[part] = parts[part].substring(0, 9) + bad + parts[part].substring(9);
        forgeries.add(
            "in part " + part + " " + name + bad.codePointAt(0), String.join(".", changed));
      }
    }
    String header = forgeries.good().headerText();
    for (String claims :
        List.of(
            "",
            " ",
            "null",
            "1",
            "\"x\"",
            "[]",
            "{",
            forgeries.good().claimsText() + "{}",
            forgeries.good().claimsText() + "x",
            forgeries.good().claimsText().substring(1),
            "\uFEFF" + forgeries.good().claimsText(),
            forgeries.good().claimsText().replace("\"sub\"", "sub"),
            forgeries.good().claimsText().replace("}", ",}"),
            "[" + forgeries.good().claimsText() + "]")) {
      forgeries.add(
          forgeries.numbered("broken claims "),
          TokenBuilder.sign(header, claims, TestOidcProvider.RSA));
    }
    byte[] bytes = forgeries.good().claimsText().getBytes(StandardCharsets.UTF_8);
    bytes[forgeries.good().claimsText().indexOf("Erin")] = (byte) 0xFF;
    forgeries.add("claims that are no UTF-8", TokenBuilder.sign(bytes, TestOidcProvider.RSA));
    for (String wrong : List.of("[]", "null", "\"RS256\"", "{", header + "x", "{}")) {
      forgeries.add(
          "header " + wrong,
          TokenBuilder.sign(wrong, forgeries.good().claimsText(), TestOidcProvider.RSA));
    }
  }

  private void inOtherCredentials() {
    String token = forgeries.good().signed();
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
      forgeries.addRaw(forgeries.numbered("credentials "), credentials);
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
      encrypted.encrypt(new RSAEncrypter(TestOidcProvider.RSA));
      return encrypted.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
