package dev.latchkey.tests.fuzz;

import dev.latchkey.core.application.Cursor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The reader of cursors. What it takes names a position, belongs to its query, and comes again. */
public final class CursorTarget implements Target {
  private static final String QUERY = "keys data_api_id=orders status=active";
  private static final Pattern POSITION =
      Pattern.compile("[0-9]{13,40}(#.{1,1024})?", Pattern.DOTALL);
  private static final int ENCODED_BY_US = 4;

  @Override
  public List<byte[]> samples() {
    return List.of(
        sample(QUERY, "1767323045000#4Zq8Rw1TnB7xKd2M"),
        sample(QUERY, "1767323045000#orders-data-api"),
        sample(QUERY, "0000000000000000000111100000000000000001"),
        sample("keys", "1767323045000#4Zq8Rw1TnB7xKd2M"),
        "1 1767323045 1767323045000#4Zq8Rw1TnB7xKd2M keys".getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] sample(String query, String position) {
    return new Cursor(query, Instant.ofEpochSecond(1_767_323_045), position)
        .text()
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public List<String> words() {
    return List.of("MSA", "1 ", " ", "#", "-", "=", "_", "99999999999999", "IA", QUERY);
  }

  @Override
  public void read(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    check(text);
    if (input.length % ENCODED_BY_US == 0) {
      check(java.util.Base64.getUrlEncoder().encodeToString(input));
    }
  }

  private static void check(String text) {
    Optional<Cursor> read = Cursor.parse(text, QUERY);
    if (read.isPresent()
        && !(POSITION.matcher(read.get().position()).matches()
            && Cursor.parse(read.get().text(), QUERY).equals(read))) {
      throw new AssertionError("taken as a cursor: " + text);
    }
  }
}
