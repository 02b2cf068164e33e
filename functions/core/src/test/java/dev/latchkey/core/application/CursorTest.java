package dev.latchkey.core.application;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Seed;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final String QUERY = "keys data_api_id=orders status=active";
  private static final String KEY = "1767323045000#4Zq8Rw1TnB7xKd2M";

  @ParameterizedTest
  @ValueSource(
      strings = {
        KEY,
        "1767323045000#orders-data-api",
        "1767323045000#ab",
        "1767323045000#0000000000000000000111100000000000000001#KEY#4Zq8Rw1TnB7xKd2M",
        "1767323045000#0000000000000000000111100000000000000001#API#of any: ID/ä 海%#+",
        "0000000000000000000111100000000000000001"
      })
  void comesBackAsItWas(String position) {
    Cursor cursor = new Cursor(QUERY, NOW, position);
    assertThat(Cursor.parse(cursor.text(), QUERY)).contains(cursor);
    assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void isNotAnotherQuerys() {
    String text = new Cursor(QUERY, NOW, KEY).text();
    assertThat(Cursor.parse(text, "keys data_api_id=orders")).isEmpty();
    assertThat(Cursor.parse(text, "")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "2 1767323045 1767323045000#ab q",
        "1 1767323045 1767323045000#ab",
        "1 1767323045  q",
        "1 9999999999999 1767323045000#ab q",
        "1 1767323045 1767323045000#a/b q",
        "1 1767323045 1767323045000#ab\n q",
        "1 1767323045 17#ab q",
        "1 1767323045 1767323045000# q",
        "1 1767323045 KEY#x q",
        "1 1767323045 1767323045000#a%zz q",
        "1 1767323045 1767323045000#ab q\n",
        "{\"pk\":\"KEY#x\"}",
      })
  void isNothingOfAnotherForm(String plain) {
    assertThat(Cursor.parse(encode(plain), "q")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "%%%", "a b", "ä", "AAAA\u0000", "a"})
  void isNothingThatIsNotBase64Url(String text) {
    assertThat(Cursor.parse(text, "q")).isEmpty();
  }

  @Test
  void isOfAtMost8192Characters() {
    String longest = "q".repeat(6144 - "1 0 1767323045000#ab ".length());
    Cursor cursor = new Cursor(longest, Instant.EPOCH, "1767323045000#ab");
    assertThat(cursor.text()).hasSize(8192);
    assertThat(Cursor.parse(cursor.text(), longest)).contains(cursor);
    Cursor longer = new Cursor(longest + "q", Instant.EPOCH, "1767323045000#ab");
    assertThat(Cursor.parse(longer.text(), longer.query())).isEmpty();
  }

  @Test
  void hasAPositionThatFitsIntoASortKey() {
    String longest = "1767323045000#" + "海".repeat(336) + "ab";
    Cursor cursor = new Cursor("q", NOW, longest);
    assertThat(Cursor.parse(cursor.text(), "q")).contains(cursor);
    Cursor longer = new Cursor("q", NOW, longest + "c");
    assertThat(Cursor.parse(longer.text(), "q")).isEmpty();
  }

  @Test
  void isNothingOfEndlessLength() {
    assertThat(Cursor.parse("A".repeat(10_000_000), "q")).isEmpty();
  }

  @Test
  void isHarmlessForAnyInput() {
    long seed = Seed.of(CursorTest.class);
    Random random = new Random(seed);
    String good = new Cursor(QUERY, NOW, KEY).text();
    for (int i = 0; i < 20_000; i++) {
      char[] mutated = good.toCharArray();
      for (int n = random.nextInt(4); n >= 0; n--) {
        mutated[random.nextInt(mutated.length)] = (char) random.nextInt(256);
      }
      String text = new String(mutated);
      assertThat(Cursor.parse(text, QUERY).map(Cursor::position).orElse(KEY))
          .as("seed %d: %s", seed, text)
          .matches("(?s)[0-9]{13,40}(#.{1,1024})?");
    }
  }

  private static String encode(String plain) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(ISO_8859_1));
  }
}
