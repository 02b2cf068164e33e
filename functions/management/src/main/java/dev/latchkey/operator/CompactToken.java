package dev.latchkey.operator;

import dev.latchkey.json.JsonDocument;
import dev.latchkey.json.MalformedJsonException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A signed token in the compact form of RFC 7515, taken apart strictly: three parts of canonical
 * Base64url, of which the first two are JSON objects without doubled members. Nothing of it is
 * verified yet.
 */
record CompactToken(
    Map<?, ?> header,
    Map<?, ?> claims,
    String encodedHeader,
    String encodedClaims,
    String encodedSignature) {
  private static final int MAX_LENGTH = 8 * 1024;
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  static CompactToken parse(String text) throws TokenRefusedException {
    if (text.length() > MAX_LENGTH) {
      throw new TokenRefusedException("too_long");
    }
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3) {
      throw new TokenRefusedException("malformed");
    }
    decode(parts[2]);
    return new CompactToken(object(parts[0]), object(parts[1]), parts[0], parts[1], parts[2]);
  }

  /** What the signature is over. */
  byte[] signed() {
    return (encodedHeader + "." + encodedClaims).getBytes(StandardCharsets.US_ASCII);
  }

  private static Map<?, ?> object(String part) throws TokenRefusedException {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(decode(part));
      JsonDocument document =
          JsonDocument.read(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
      if (document.root() instanceof Map<?, ?> object && document.doubled().isEmpty()) {
        return object;
      }
    } catch (CharacterCodingException | MalformedJsonException e) {
      throw new TokenRefusedException("malformed");
    }
    throw new TokenRefusedException("malformed");
  }

  /** Bits that no byte needs are zero in canonical Base64url; else many texts were one token. */
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
