package dev.latchkey.dynamodb;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Attributes in DynamoDB's JSON, where each value is an object that names its type, such as {@code
 * {"S": "text"}}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">AttributeValue</a>
 */
final class AttributeJson {
  private AttributeJson() {}

  /** Writes attributes as an object. */
  static void write(JsonGenerator json, Map<String, AttributeValue> attributes) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, AttributeValue> each : attributes.entrySet()) {
      json.writeFieldName(each.getKey());
      write(json, each.getValue());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, AttributeValue value) throws IOException {
    json.writeStartObject();
    json.writeFieldName(value.type().name());
    switch (value.type()) {
      case S -> json.writeString(value.s());
      case N -> json.writeString(value.n());
      case B -> json.writeBinary(value.b().asByteArrayUnsafe());
      case M -> write(json, value.m());
      case L -> {
        json.writeStartArray();
        for (AttributeValue each : value.l()) {
          write(json, each);
        }
        json.writeEndArray();
      }
      default -> throw new IllegalArgumentException("No item of ours has a " + value.type());
    }
    json.writeEndObject();
  }

  /**
   * The attributes of the object at which the parser is.
   *
   * @throws IOException if it is none, or a value is not one of DynamoDB's
   */
  static Map<String, AttributeValue> read(JsonParser json) throws IOException {
    Map<String, AttributeValue> attributes = new HashMap<>();
    expect(json.currentToken(), JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      attributes.put(name, value(json));
    }
    return attributes;
  }

  private static AttributeValue value(JsonParser json) throws IOException {
    expect(json.currentToken(), JsonToken.START_OBJECT);
    expect(json.nextToken(), JsonToken.FIELD_NAME);
    String type = json.currentName();
    json.nextToken();
    AttributeValue value =
        switch (type) {
          case "S" -> AttributeValue.fromS(text(json));
          case "N" -> AttributeValue.fromN(text(json));
          case "B" -> AttributeValue.fromB(bytes(json));
          case "BOOL" -> AttributeValue.fromBool(json.getBooleanValue());
          case "NULL" -> AttributeValue.fromNul(json.getBooleanValue());
          case "M" -> AttributeValue.fromM(read(json));
          case "L" -> AttributeValue.fromL(list(json, AttributeJson::value));
          case "SS" -> AttributeValue.fromSs(list(json, AttributeJson::text));
          case "NS" -> AttributeValue.fromNs(list(json, AttributeJson::text));
          case "BS" -> AttributeValue.fromBs(list(json, AttributeJson::bytes));
          default -> throw new IOException("DynamoDB has no type " + type + ".");
        };
    expect(json.nextToken(), JsonToken.END_OBJECT);
    return value;
  }

  private static String text(JsonParser json) throws IOException {
    expect(json.currentToken(), JsonToken.VALUE_STRING);
    return json.getText();
  }

  private static SdkBytes bytes(JsonParser json) throws IOException {
    expect(json.currentToken(), JsonToken.VALUE_STRING);
    return SdkBytes.fromByteArrayUnsafe(json.getBinaryValue());
  }

  private static <T> List<T> list(JsonParser json, Element<T> element) throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY);
    List<T> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      list.add(element.read(json));
    }
    return list;
  }

  private static void expect(JsonToken found, JsonToken wanted) throws IOException {
    if (found != wanted) {
      throw new IOException("There is " + found + " in place of " + wanted + ".");
    }
  }

  /** Reads an element of a list. */
  @FunctionalInterface
  private interface Element<T> {
    T read(JsonParser json) throws IOException;
  }
}
