package dev.latchkey.core.application;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The position at which a listing continues, with its query and the instant at which it judges
 * states. Its text is the Base64url of {@code 1 <epoch second> <position> <query>}, where the
 * position is percent-encoded after its first {@code #}. It needs no signature: the request names
 * the partition to read, and the query must equal the request's.
 *
 * @param query the listing's query in a canonical form
 * @param judgedAt the instant at which the first page judged states, in whole seconds
 * @param position a sort key of the listing
 */
public record Cursor(String query, Instant judgedAt, String position) {
  private static final int MAX_LENGTH = 8_192;

  /** DynamoDB's limit on sort keys of indexes, in bytes. */
  private static final int MAX_POSITION_BYTES = 1_024;

  private static final Pattern FORM =
      Pattern.compile("1 (-?[0-9]{1,12}) ([0-9]{13,40}(?:#[A-Za-z0-9%*+._-]{2,3072})?) ([ -~]*)");

  /** Parses a cursor. Returns empty if the text is not a cursor or belongs to another query. */
  public static Optional<Cursor> parse(String text, String query) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      byte[] plain = Base64.getUrlDecoder().decode(text);
      Matcher form = FORM.matcher(new String(plain, StandardCharsets.ISO_8859_1));
      if (!form.matches() || !form.group(3).equals(query)) {
        return Optional.empty();
      }
      String position = URLDecoder.decode(form.group(2), StandardCharsets.UTF_8);
      return position.getBytes(StandardCharsets.UTF_8).length <= MAX_POSITION_BYTES
          ? Optional.of(
              new Cursor(query, Instant.ofEpochSecond(Long.parseLong(form.group(1))), position))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Returns the text that a client sends to get the next page. */
  public String text() {
    String plain = "1 %d %s %s".formatted(judgedAt.getEpochSecond(), encoded(position), query);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String encoded(String position) {
    int id = position.indexOf('#') + 1;
    return position.substring(0, id)
        + URLEncoder.encode(position.substring(id), StandardCharsets.UTF_8);
  }
}
