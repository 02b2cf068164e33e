package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * An API key as the app sends it: {@code <prefix>_<key id>_<secret><checksum>}. The checksum is the
 * CRC-32 of the ASCII of all before it, as six Base62 digits. It is read from the right, so a
 * prefix may hold underscores.
 *
 * @param prefix one of the deployment's key prefixes
 * @param keyId the public part
 * @param secret the secret part
 */
public record KeyText(String prefix, KeyId keyId, Secret secret) {
  /** The form of a deployment's prefixes, separated by commas. */
  public static final Pattern PREFIXES =
      Pattern.compile("[A-Za-z0-9_]{1,32}(,[A-Za-z0-9_]{1,32})*");

  private static final int CHECKSUM_LENGTH = 6;
  private static final int TAIL_LENGTH = Secret.LENGTH + CHECKSUM_LENGTH;
  private static final int UNPREFIXED_LENGTH = 1 + KeyId.LENGTH + 1 + TAIL_LENGTH;

  /**
   * A deployment's prefixes: the first makes keys, all are accepted.
   *
   * @throws IllegalArgumentException if the list has not its form
   */
  public static List<String> prefixes(String list) {
    if (!PREFIXES.matcher(list).matches()) {
      throw new IllegalArgumentException(
          "must be prefixes of 1 to 32 letters, digits and underscores, separated by commas");
    }
    return List.of(list.split(",", -1));
  }

  /**
   * The key that a text is, or nothing if its form, prefix or checksum is wrong.
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
    String prefix = text.substring(0, idStart - 1);
    if (!prefixes.contains(prefix) || !text.endsWith(checksum(text.substring(0, checksumStart)))) {
      return Optional.empty();
    }
    return Optional.of(
        new KeyText(
            prefix,
            new KeyId(text.substring(idStart, secretStart - 1)),
            Secret.of(text.substring(secretStart, checksumStart))));
  }

  /** The whole key in the clear: only for the one answer that shows it. */
  public String reveal() {
    String body = prefix + "_" + keyId.value() + "_" + secret.reveal();
    return body + checksum(body);
  }

  private static String checksum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    return Base62.encode(crc.getValue(), CHECKSUM_LENGTH);
  }
}
