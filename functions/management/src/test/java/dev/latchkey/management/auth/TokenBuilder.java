package dev.latchkey.management.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import dev.latchkey.management.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Builds tokens, which are valid unless something is changed. */
public final class TokenBuilder {
  public static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  private static final Pattern ALG = Pattern.compile("\"alg\":\"[^\"]*\"");

  private final Map<String, Object> header = new LinkedHashMap<>();
  private final Map<String, Object> claims = new LinkedHashMap<>();

  private TokenBuilder(String issuer) {
    header.put("alg", "RS256");
    header.put("typ", "JWT");
    header.put("kid", TestOidcProvider.RSA.getKeyID());
    claims.put("iss", issuer);
    claims.put("aud", List.of("latchkey"));
    claims.put("sub", "engineer");
    claims.put("name", "Erin");
    claims.put("iat", NOW.getEpochSecond());
    claims.put("exp", NOW.getEpochSecond() + 3600);
    claims.put("realm_access", Map.of("roles", List.of("nx1_engineer")));
  }

  public static TokenBuilder of(String issuer) {
    return new TokenBuilder(issuer);
  }

  TokenBuilder header(String name, Object value) {
    header.put(name, value);
    return this;
  }

  TokenBuilder withoutHeader(String name) {
    header.remove(name);
    return this;
  }

  public TokenBuilder claim(String name, Object value) {
    claims.put(name, value);
    return this;
  }

  TokenBuilder without(String name) {
    claims.remove(name);
    return this;
  }

  String headerText() {
    return JsonText.of(header);
  }

  String claimsText() {
    return JsonText.of(claims);
  }

  /** Returns the token, signed by the provider's key. */
  public String signed() {
    return signedBy(TestOidcProvider.RSA);
  }

  String signedBy(JWK key) {
    return sign(headerText(), claimsText(), key);
  }

  /** Returns the token with a given signature. */
  String with(byte[] signature) {
    return encode(headerText()) + "." + encode(claimsText()) + "." + encode(signature);
  }

  String hmac(String algorithm, byte[] key) {
    return hmac(encode(headerText()) + "." + encode(claimsText()), algorithm, key);
  }

  /** Returns the token of two texts, signed with the header's algorithm. */
  static String sign(String header, String claims, JWK key) {
    return sign(encode(header), encode(claims), key, header);
  }

  static String sign(byte[] claims, JWK key) {
    String header = "{\"alg\":\"RS256\",\"kid\":\"" + key.getKeyID() + "\"}";
    return sign(encode(header), encode(claims), key, header);
  }

  /** Returns the token of two encoded parts. */
  static String sign(String encodedHeader, String encodedClaims, JWK key, String header) {
    String signed = encodedHeader + "." + encodedClaims;
    byte[] bytes = signed.getBytes(StandardCharsets.US_ASCII);
    return signed + "." + encode(signature(header, bytes, key));
  }

  static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] signature(String header, byte[] signed, JWK key) {
    try {
      if (header.contains("\"EdDSA\"") || header.contains("\"Ed25519\"")) {
        return Ed25519TestKey.KEY.sign(signed);
      }
      JWSSigner signer =
          key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner((ECKey) key);
      return signer.sign(JWSHeader.parse(algorithmOnly(header)), signed).decode();
    } catch (JOSEException | ParseException | IllegalArgumentException e) {
      return rs256(signed, (RSAKey) key);
    }
  }

  private static byte[] rs256(byte[] signed, RSAKey key) {
    try {
      Signature rs256 = Signature.getInstance("SHA256withRSA");
      rs256.initSign(key.toPrivateKey());
      rs256.update(signed);
      return rs256.sign();
    } catch (GeneralSecurityException | JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Returns a header with the algorithm only, since the signer uses nothing else. So any header can
   * be signed.
   */
  private static String algorithmOnly(String header) {
    Matcher alg = ALG.matcher(header);
    return alg.find() ? "{" + alg.group() + "}" : "{\"alg\":\"RS256\"}";
  }

  private static String hmac(String signed, String algorithm, byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA" + algorithm.substring(2));
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HMAC"));
      return signed + "." + encode(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
