package dev.latchkey.core.domain;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * An API key as the app sends it: {@code <prefix>_<key id>_<secret><checksum>}. The checksum is the
 * CRC-32 of all ASCII characters before it, as six Base62 digits. The text is parsed from the
 * right, so a prefix may contain underscores.
 *
 * @param prefix one of the deployment's key prefixes
 * @param keyId the public part
 * @param secret the secret part
 */
public record KeyText(String prefix, KeyId keyId, Secret secret) {
  /** The form of a deployment's list of prefixes, separated by commas. */
  public static final Pattern PREFIXES =
      Pattern.compile("[A-Za-z0-9_]{1,32}(,[A-Za-z0-9_]{1,32})*");

  private static final int CHECKSUM_LENGTH = 6;
  private static final int TAIL_LENGTH = Secret.LENGTH + CHECKSUM_LENGTH;
  private static final int UNPREFIXED_LENGTH = 1 + KeyId.LENGTH + 1 + TAIL_LENGTH;

  /**
   * Returns a deployment's prefixes. New keys get the first; all are accepted.
   *
   * @throws IllegalArgumentException if the list is not well formed
   */
  public static List<String> prefixes(String list) {
    if (!PREFIXES.matcher(list).matches()) {
      throw new IllegalArgumentException(
          "must be prefixes of 1 to 32 letters, digits and underscores, separated by commas");
    }
    return List.of(list.split(",", -1));
  }

  /**
   * Parses an API key. Returns empty if its form, prefix or checksum is wrong.
   *
   * @param prefixes the accepted prefixes
   */
  public static Optional<KeyText> parse(String text, List<String> prefixes) {
    int idStart = text.length() - UNPREFIXED_LENGTH + 1;
    int secretStart = text.length() - TAIL_LENGTH;
    int checksumStart = text.length() - CHECKSUM_LENGTH;
    if (idStart < 2
        || text.charAt(idStart - 1) != '_'
        || text.charAt(secretStart - 1) != '_'
        || !Base62.holds(text, idStart, secretStart - 1)
        || !Base62.holds(text, secretStart, text.length())) {
      return Optional.empty();
    }
    String prefix = prefix(text, idStart - 1, prefixes);
    if (prefix == null || !Base62.reads(text, checksumStart, checksum(text, checksumStart))) {
      return Optional.empty();
    }
    return Optional.of(
        new KeyText(
            prefix,
            new KeyId(text.substring(idStart, secretStart - 1)),
            Secret.of(text.substring(secretStart, checksumStart))));
  }

  /** Returns the whole key in plain text, only for the response that shows it. */
  public String reveal() {
    String body = prefix + "_" + keyId.value() + "_" + secret.reveal();
    return body + Base62.encode(checksum(body, body.length()), CHECKSUM_LENGTH);
  }

  /** Returns the hash of its secret. */
  public SecretHash hash() {
    return SecretHash.of(keyId, secret);
  }

  /** Returns the text's prefix of this length; {@code null} if it is not an accepted prefix. */
  private static @Nullable String prefix(String text, int length, List<String> prefixes) {
    for (String prefix : prefixes) {
      if (prefix.length() == length && text.startsWith(prefix)) {
        return prefix;
      }
    }
    return null;
  }

  private static long checksum(String text, int end) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII), 0, end);
    return crc.getValue();
  }
}
