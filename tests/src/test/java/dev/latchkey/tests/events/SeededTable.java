package dev.latchkey.tests.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.local.dynamodb.TestTable;
import dev.latchkey.tests.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table that holds what {@code events/table.json} says, a request of BatchWriteItem. */
final class SeededTable {
  private SeededTable() {}

  static TestTable create() {
    return seeded(TestTable.fromTemplate("KeyTable"));
  }

  /** Creates the table under this name. */
  static TestTable create(String name) {
    return seeded(TestTable.fromTemplate("KeyTable", name));
  }

  private static TestTable seeded(TestTable table) {
    for (JsonNode request : read().path("KeyTable")) {
      Map<String, AttributeValue> item = attributes(request.path("PutRequest").path("Item"));
      table.client().putItem(put -> put.tableName(table.name()).item(item));
    }
    return table;
  }

  private static JsonNode read() {
    try {
      return new ObjectMapper().readTree(Project.path("events/table.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, AttributeValue> attributes(JsonNode object) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    object.properties().forEach(field -> attributes.put(field.getKey(), value(field.getValue())));
    return attributes;
  }

  private static AttributeValue value(JsonNode typed) {
    String type = typed.fieldNames().next();
    JsonNode value = typed.get(type);
    return switch (type) {
      case "S" -> AttributeValue.fromS(value.textValue());
      case "N" -> AttributeValue.fromN(value.textValue());
      case "B" -> AttributeValue.fromB(bytes(value));
      case "M" -> AttributeValue.fromM(attributes(value));
      case "L" -> {
        List<AttributeValue> values = new ArrayList<>();
        value.forEach(each -> values.add(value(each)));
        yield AttributeValue.fromL(values);
      }
      default -> throw new IllegalStateException("events/table.json has the type " + type);
    };
  }

  private static SdkBytes bytes(JsonNode base64) {
    try {
      return SdkBytes.fromByteArray(base64.binaryValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
