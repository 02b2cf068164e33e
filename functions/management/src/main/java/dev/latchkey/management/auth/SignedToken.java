package dev.latchkey.management.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.proc.JWSVerifierFactory;
import com.nimbusds.jose.util.Base64URL;
import dev.latchkey.management.json.JsonDocument;
import dev.latchkey.management.json.MalformedJsonException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A token in the compact serialization of RFC 7515, parsed strictly: three parts of canonical
 * Base64url, of which the first two are JSON objects without duplicate members. The header has an
 * asymmetric algorithm and the type of an access token. Trust the claims only after {@link
 * #requireSignature(List)}.
 */
record SignedToken(JWSHeader header, Claims claims, String signed, Base64URL signature) {
  private static final int MAX_LENGTH = 8 * 1024;
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512,
          JWSAlgorithm.EdDSA,
          JWSAlgorithm.Ed25519);
  private static final JWSVerifierFactory VERIFIERS = new DefaultJWSVerifierFactory();

  /** The maximum number of keys to try; no provider publishes more with one ID. */
  private static final int MOST_TRIED = 8;

  /**
   * Parses a token without verifying its signature.
   *
   * @throws TokenRefusedException if it is malformed
   */
  static SignedToken parse(String text) throws TokenRefusedException {
    if (text.length() > MAX_LENGTH) {
      throw new TokenRefusedException("too_long");
    }
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3) {
      throw new TokenRefusedException("malformed");
    }
    decode(parts[2]);
    Map<?, ?> header = object(parts[0]);
    Claims claims = new Claims(object(parts[1]));
    return new SignedToken(
        header(header), claims, parts[0] + "." + parts[1], new Base64URL(parts[2]));
  }

  /**
   * Rejects the token unless one of these keys verifies it.
   *
   * @throws TokenRefusedException if none does
   */
  void requireSignature(List<JWK> keys) throws TokenRefusedException {
    if (!isSignedByOneOf(keys)) {
      throw new TokenRefusedException(keys.isEmpty() ? "unknown_key" : "signature");
    }
  }

  /** Returns whether one of these keys verifies the token. */
  boolean isSignedByOneOf(List<JWK> keys) {
    return keys.stream().limit(MOST_TRIED).anyMatch(this::isSignedBy);
  }

  private boolean isSignedBy(JWK key) {
    byte[] message = signed.getBytes(StandardCharsets.US_ASCII);
    try {
      return key instanceof OctetKeyPair okp
          ? Ed25519.verify(okp.getDecodedX(), message, signature.decode())
          : key instanceof AsymmetricJWK other
              && VERIFIERS
                  .createJWSVerifier(header, other.toPublicKey())
                  .verify(header, message, signature);
    } catch (JOSEException | GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  private static JWSHeader header(Map<?, ?> members) throws TokenRefusedException {
    JWSHeader header = parsed(members);
    if (!ALGORITHMS.contains(header.getAlgorithm()) || members.containsKey("crit")) {
      throw new TokenRefusedException("algorithm");
    }
    if (header.getType() != null
        && !TYPES.contains(header.getType().getType().toLowerCase(Locale.ROOT))) {
      throw new TokenRefusedException("type");
    }
    return header;
  }

  private static JWSHeader parsed(Map<?, ?> members) throws TokenRefusedException {
    try {
      return JWSHeader.parse(JsonDocument.plain(members));
    } catch (ParseException | IllegalArgumentException e) {
      throw new TokenRefusedException("malformed");
    }
  }

  private static Map<?, ?> object(String part) throws TokenRefusedException {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(decode(part));
      JsonDocument document =
          JsonDocument.read(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
      if (document.root() instanceof Map<?, ?> object && document.duplicates().isEmpty()) {
        return object;
      }
    } catch (CharacterCodingException | MalformedJsonException e) {
      throw new TokenRefusedException("malformed");
    }
    throw new TokenRefusedException("malformed");
  }

  /**
   * In canonical Base64url the unused bits are zero. Otherwise many texts would decode to the same
   * token.
   */
  private static byte[] decode(String part) throws TokenRefusedException {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      if (PART.matcher(part).matches() && ENCODER.encodeToString(bytes).equals(part)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new TokenRefusedException("malformed");
    }
    throw new TokenRefusedException("malformed");
  }
}
