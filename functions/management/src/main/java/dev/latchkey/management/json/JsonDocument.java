package dev.latchkey.management.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A parsed JSON text. A value is a {@code Map<String, Object>}, a {@code List<Object>}, a {@code
 * String}, a {@code Boolean}, {@link #NULL}, a {@code BigInteger} if it is a number without
 * fraction, else a {@code Double}.
 *
 * @param root the value
 * @param duplicates JSON Pointers of duplicate members; the first value of each is kept
 */
public record JsonDocument(Object root, List<String> duplicates) {
  /** JSON's {@code null}. */
  public static final Object NULL = Null.NULL;

  /** The maximum depth. Deeper objects and arrays are read as empty. */
  private static final int MAX_DEPTH = 16;

  private static final int MAX_NAME_SHOWN = 64;
  private static final int MAX_LENGTH = 64 * 1024;

  private static final Pattern NOT_ZERO = Pattern.compile("^[^eE]*[1-9]");

  /** No limit on single tokens, since the length of the whole text is limited. */
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(UNLIMITED)
                  .maxNumberLength(UNLIMITED)
                  .maxNameLength(UNLIMITED)
                  .build())
          .build();

  private enum Null {
    NULL
  }

  /**
   * Parses a text of at most 64 K characters.
   *
   * @throws MalformedJsonException if it is not exactly one JSON value
   */
  public static JsonDocument read(String text) throws MalformedJsonException {
    return read(text, MAX_LENGTH);
  }

  /**
   * Parses a text of at most {@code maxLength} characters.
   *
   * @throws MalformedJsonException if it is not exactly one JSON value
   */
  public static JsonDocument read(String text, int maxLength) throws MalformedJsonException {
    if (text.length() > maxLength) {
      throw new MalformedJsonException();
    }
    List<String> duplicates = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new MalformedJsonException();
      }
      Object root = new Reader(parser, duplicates).value("", 0);
      if (parser.nextToken() != null) {
        throw new MalformedJsonException();
      }
      return new JsonDocument(root, List.copyOf(duplicates));
    } catch (IOException e) {
      throw new MalformedJsonException(e);
    }
  }

  /**
   * Returns the JSON Pointer (RFC 6901) of a member. Names are cut to 64 characters, and
   * unprintable characters are replaced.
   */
  public static String pointer(String parent, String name) {
    StringBuilder pointer = new StringBuilder(parent).append('/');
    name.codePoints().limit(MAX_NAME_SHOWN).forEach(c -> append(pointer, c));
    return name.codePointCount(0, name.length()) > MAX_NAME_SHOWN
        ? pointer.append('…').toString()
        : pointer.toString();
  }

  /**
   * Returns an object in the form that other libraries accept: {@link #NULL} becomes {@code null},
   * at any depth.
   *
   * @throws IllegalArgumentException if a number is too large for a {@code Double}
   */
  public static Map<String, @Nullable Object> plain(Map<?, ?> object) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    object.forEach((name, value) -> plain.put((String) name, plain(value)));
    return plain;
  }

  private static @Nullable Object plain(Object value) {
    if (value instanceof Map<?, ?> object) {
      return plain(object);
    }
    if (value instanceof List<?> elements) {
      List<@Nullable Object> plain = new ArrayList<>();
      elements.forEach(element -> plain.add(plain(element)));
      return plain;
    }
    if (value instanceof Double number && number.isInfinite()) {
      throw new IllegalArgumentException("a number is too large");
    }
    return value == NULL ? null : value;
  }

  private static void append(StringBuilder pointer, int codePoint) {
    switch (codePoint) {
      case '~' -> pointer.append("~0");
      case '/' -> pointer.append("~1");
      default ->
          pointer.appendCodePoint(
              Character.getType(codePoint) == Character.SURROGATE ? 0xFFFD : codePoint);
    }
  }

  private record Reader(JsonParser parser, List<String> duplicates) {

    Object value(String pointer, int depth) throws IOException, MalformedJsonException {
      JsonToken token = parser.currentToken();
      if (token.isStructStart() && depth >= MAX_DEPTH) {
        parser.skipChildren();
        return token == JsonToken.START_OBJECT ? Map.of() : List.of();
      }
      return switch (token) {
        case START_OBJECT -> object(pointer, depth);
        case START_ARRAY -> array(pointer, depth);
        case VALUE_STRING -> parser.getText();
        case VALUE_NUMBER_INT -> new BigInteger(parser.getText());
        case VALUE_NUMBER_FLOAT -> number(parser.getText());
        case VALUE_TRUE -> true;
        case VALUE_FALSE -> false;
        case VALUE_NULL -> NULL;
        default -> throw new MalformedJsonException();
      };
    }

    /**
     * As in JSON Schema, a number with a fraction of zero is an integer, however it is written.
     * Exponents beyond those of a {@code Double} are not expanded.
     */
    private static Object number(String text) {
      double rounded = Double.parseDouble(text);
      if (Double.isInfinite(rounded) || (rounded == 0 && NOT_ZERO.matcher(text).find())) {
        return rounded;
      }
      BigDecimal exact = new BigDecimal(rounded == 0 ? "0" : text).stripTrailingZeros();
      return exact.scale() <= 0 ? exact.toBigInteger() : rounded;
    }

    private Map<String, Object> object(String pointer, int depth)
        throws IOException, MalformedJsonException {
      Map<String, Object> members = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        String memberPointer = pointer(pointer, name);
        parser.nextToken();
        if (members.putIfAbsent(name, value(memberPointer, depth + 1)) != null) {
          duplicates.add(memberPointer);
        }
      }
      return members;
    }

    private List<Object> array(String pointer, int depth)
        throws IOException, MalformedJsonException {
      List<Object> elements = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        elements.add(value(pointer + "/" + elements.size(), depth + 1));
      }
      return elements;
    }
  }
}
