package dev.latchkey.operator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Verifies signatures, by asymmetric algorithms only. */
final class Signatures {
  private static final Set<JWSAlgorithm> ALGORITHMS = new HashSet<>();

  /** More keys than any provider publishes under one name. */
  private static final int MOST_TRIED = 8;

  static {
    ALGORITHMS.addAll(
        List.of(
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
            JWSAlgorithm.Ed25519));
  }

  private Signatures() {}

  /** The header of a token, if its algorithm is acceptable. */
  static JWSHeader header(CompactToken token) throws TokenRefusedException {
    try {
      JWSHeader header = JWSHeader.parse(new Base64URL(token.encodedHeader()));
      if (ALGORITHMS.contains(header.getAlgorithm()) && !token.header().containsKey("crit")) {
        return header;
      }
    } catch (ParseException | IllegalArgumentException e) {
      throw new TokenRefusedException("malformed");
    }
    throw new TokenRefusedException("algorithm");
  }

  /** Refuses a token whose signature none of some keys made. */
  static void require(CompactToken token, JWSHeader header, List<JWK> keys)
      throws TokenRefusedException {
    for (JWK key : keys.subList(0, Math.min(keys.size(), MOST_TRIED))) {
      if (isBy(key, token, header)) {
        return;
      }
    }
    throw new TokenRefusedException(keys.isEmpty() ? "unknown_key" : "signature");
  }

  private static boolean isBy(JWK key, CompactToken token, JWSHeader header) {
    Base64URL signature = new Base64URL(token.encodedSignature());
    try {
      if (key instanceof RSAKey rsa) {
        return new RSASSAVerifier(rsa.toRSAPublicKey()).verify(header, token.signed(), signature);
      }
      if (key instanceof ECKey ec) {
        return new ECDSAVerifier(ec.toECPublicKey()).verify(header, token.signed(), signature);
      }
      return key instanceof OctetKeyPair okp
          && Ed25519.verify(okp.getDecodedX(), token.signed(), signature.decode());
    } catch (JOSEException | GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }
}
