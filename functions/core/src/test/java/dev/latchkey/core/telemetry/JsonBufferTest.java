package dev.latchkey.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.testing.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonBufferTest {
  private static final ObjectMapper READER = new ObjectMapper();

  @Test
  void objectsAndArraysAreSeparatedByCommas() {
    JsonBuffer json = new JsonBuffer(1).beginObject();
    json.name("a").beginArray().endArray();
    json.name("b").beginArray().string("x").number(-7).beginObject().endObject().endArray();
    json.name("c").beginObject().name("d").number(0.25).name("e").string("").endObject();
    json.endObject();

    assertThat(json).hasToString("{\"a\":[],\"b\":[\"x\",-7,{}],\"c\":{\"d\":0.25,\"e\":\"\"}}");
  }

  @Test
  void quotesBackslashesControlsAndAllThatIsNotAsciiAreEscaped() {
    assertThat(new JsonBuffer(0).string("\"\\\n\u0000\u007f\u2028é😀"))
        .hasToString("\"\\\"\\\\\\u000a\\u0000\\u007f\\u2028\\u00e9\\ud83d\\ude00\"");
  }

  @Test
  void anUnpairedSurrogateIsReplaced() {
    assertThat(new JsonBuffer(0).string("a\ud83db\ude00\ud83d"))
        .hasToString("\"a\\ufffdb\\ufffd\\ufffd\"");
  }

  @Test
  void twoPartsAreOneText() {
    assertThat(new JsonBuffer(0).beginArray().string("a\"", "b\\").string("", "").endArray())
        .hasToString("[\"a\\\"b\\\\\",\"\"]");
  }

  @Test
  void anyTextIsReadBackAsItWas() throws IOException {
    long seed = Seed.of(JsonBufferTest.class);
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      String text = text(random);
      String json = new JsonBuffer(random.nextInt(64)).string(text).toString();
      assertThat(READER.readValue(json, String.class))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(text);
      assertThat(json).as("seed %d, round %d", seed, round).matches("[ -~]*");
      assertThat(JsonBuffer.sizeOf(text)).isEqualTo(json.length());
      int bytes = random.nextInt(json.length() + 2);
      String cut = JsonBuffer.cut(text, bytes);
      assertThat(text).startsWith(cut);
      assertThat(JsonBuffer.sizeOf(cut)).isLessThanOrEqualTo(Math.max(2, bytes));
      if (!cut.equals(text)) {
        assertThat(JsonBuffer.sizeOf(text.substring(0, cut.length() + 1))).isGreaterThan(bytes);
      }
    }
  }

  @Test
  void itIsWrittenInOnePiece() throws IOException {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(int b) {
            throw new AssertionError("one byte at a time");
          }
        };
    new JsonBuffer(2).beginArray().string("abc").endArray().writeTo(out);
    assertThat(out.toString(java.nio.charset.StandardCharsets.US_ASCII)).isEqualTo("[\"abc\"]");
  }

  private static String text(Random random) {
    int[] limits = {0x20, 0x80, 0x800, 0xD800, 0x10FFFF};
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(20); left > 0; left--) {
      int codePoint = random.nextInt(limits[random.nextInt(limits.length)]);
      if (codePoint < 0xD800 || codePoint > 0xDFFF) {
        text.appendCodePoint(codePoint);
      }
    }
    return text.toString();
  }
}
