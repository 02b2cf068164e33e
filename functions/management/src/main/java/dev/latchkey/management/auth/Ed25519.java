package dev.latchkey.management.auth;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;

/**
 * Ed25519 (RFC 8032) with the JDK's implementation. The nimbus library would need a further
 * dependency for it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8032#section-5.1.2">the encoding of a point</a>
 */
final class Ed25519 {
  private static final int LENGTH = 32;

  private Ed25519() {}

  /**
   * Returns whether a signature is valid for a message and a public key.
   *
   * @param encodedPoint the public key, 32 bytes
   */
  static boolean verify(byte[] encodedPoint, byte[] message, byte[] signature)
      throws GeneralSecurityException {
    if (encodedPoint.length != LENGTH) {
      return false;
    }
    Signature ed25519 = Signature.getInstance("Ed25519");
    ed25519.initVerify(publicKey(encodedPoint));
    ed25519.update(message);
    return ed25519.verify(signature);
  }

  private static PublicKey publicKey(byte[] encodedPoint) throws GeneralSecurityException {
    byte[] bigEndian = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      bigEndian[i] = encodedPoint[LENGTH - 1 - i];
    }
    boolean isXOdd = (bigEndian[0] & 0x80) != 0;
    bigEndian[0] &= 0x7F;
    EdECPoint point = new EdECPoint(isXOdd, new BigInteger(1, bigEndian));
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
  }
}
