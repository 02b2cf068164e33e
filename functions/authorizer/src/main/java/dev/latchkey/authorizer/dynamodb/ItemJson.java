package dev.latchkey.authorizer.dynamodb;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.latchkey.core.dynamodb.item.Item;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Parses items from DynamoDB's JSON, in which each value is an object that names its type, such as
 * {@code {"S": "text"}}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">AttributeValue</a>
 */
final class ItemJson {
  private ItemJson() {}

  /**
   * Returns the item of the object at the parser's position.
   *
   * @throws IOException if it is not an object or a value is not valid DynamoDB JSON
   */
  static Item read(JsonParser json) throws IOException {
    return new Item(map(json));
  }

  private static Map<String, Object> map(JsonParser json) throws IOException {
    Map<String, Object> values = new HashMap<>();
    expect(json.currentToken(), JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      values.put(name, value(json));
    }
    return values;
  }

  private static Object value(JsonParser json) throws IOException {
    expect(json.currentToken(), JsonToken.START_OBJECT);
    expect(json.nextToken(), JsonToken.FIELD_NAME);
    String type = json.currentName();
    json.nextToken();
    Object value =
        switch (type) {
          case "S" -> text(json);
          case "N" -> number(json);
          case "B" -> bytes(json);
          case "BOOL" -> json.getBooleanValue();
          case "NULL" -> Item.NULL;
          case "M" -> map(json);
          case "L" -> list(json, ItemJson::value);
          case "SS" -> new LinkedHashSet<>(list(json, ItemJson::text));
          case "NS" -> new LinkedHashSet<>(list(json, ItemJson::number));
          case "BS" -> new LinkedHashSet<>(list(json, ItemJson::bytes));
          default -> throw new IOException("Unknown DynamoDB type " + type + ".");
        };
    expect(json.nextToken(), JsonToken.END_OBJECT);
    return value;
  }

  private static String text(JsonParser json) throws IOException {
    expect(json.currentToken(), JsonToken.VALUE_STRING);
    return json.getText();
  }

  private static BigDecimal number(JsonParser json) throws IOException {
    try {
      return new BigDecimal(text(json));
    } catch (NumberFormatException e) {
      throw new IOException("A value of type N is not a number.", e);
    }
  }

  private static byte[] bytes(JsonParser json) throws IOException {
    expect(json.currentToken(), JsonToken.VALUE_STRING);
    return json.getBinaryValue();
  }

  private static List<Object> list(JsonParser json, Element element) throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY);
    List<Object> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      list.add(element.read(json));
    }
    return list;
  }

  private static void expect(JsonToken found, JsonToken wanted) throws IOException {
    if (found != wanted) {
      throw new IOException("Expected " + wanted + " but found " + found + ".");
    }
  }

  /** Reads one element of a list. */
  @FunctionalInterface
  private interface Element {
    Object read(JsonParser json) throws IOException;
  }
}
