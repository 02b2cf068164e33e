package dev.latchkey.testing.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.latchkey.local.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a request to DynamoDB asks IAM for.
 *
 * @param action such as {@code dynamodb:GetItem}
 * @param resource the ARN of the table or index
 * @param leadingKey the partition that is reached for
 * @param select what of each item a read asks for, such as {@code ALL_ATTRIBUTES}; empty if the
 *     operation reads nothing
 * @param attributes the attributes that the request names
 */
public record Need(
    String action, String resource, String leadingKey, String select, Set<String> attributes) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String TABLES = "arn:aws:dynamodb:us-east-1:000000000000:table/";
  private static final Pattern EQUALITY = Pattern.compile("(#?\\w+) = (:\\w+)");

  /**
   * What a request asks for; of a transaction, each of its parts.
   *
   * @param operation such as {@code GetItem}
   * @param body in DynamoDB's JSON
   * @param partitionKeys the attributes that are a partition key
   */
  static List<Need> of(String operation, byte[] body, Set<String> partitionKeys) {
    JsonNode request = parse(body);
    return switch (operation) {
      case "TransactWriteItems" ->
          StreamSupport.stream(request.get("TransactItems").spliterator(), false)
              .map(part -> part.properties().iterator().next())
              .map(part -> ofItem(part.getKey() + "Item", part.getValue()))
              .toList();
      case "BatchGetItem" ->
          request.get("RequestItems").properties().stream()
              .flatMap(table -> ofKeys(table.getKey(), table.getValue()))
              .toList();
      case "Query" -> List.of(ofQuery(request, partitionKeys));
      default -> List.of(ofItem(operation, request));
    };
  }

  /** The partition keys of a template's tables and their indexes. */
  static Set<String> partitionKeys(Template template) {
    Set<String> names = new TreeSet<>();
    for (Object table : template.resources("AWS::DynamoDB::Table").values()) {
      JsonNode definition = JSON.valueToTree(table);
      for (JsonNode key : definition.findValues("KeySchema")) {
        key.forEach(
            part -> {
              if (part.path("KeyType").asText().equals("HASH")) {
                names.add(part.path("AttributeName").asText());
              }
            });
      }
    }
    return names;
  }

  private static Stream<Need> ofKeys(String table, JsonNode request) {
    return StreamSupport.stream(request.get("Keys").spliterator(), false)
        .map(
            key ->
                new Need(
                    "dynamodb:BatchGetItem",
                    TABLES + table,
                    key.path("pk").path("S").asText(),
                    select(request),
                    attributes(request, key)));
  }

  private static Need ofItem(String operation, JsonNode request) {
    JsonNode key = request.has("Key") ? request.get("Key") : request.path("Item");
    return new Need(
        "dynamodb:" + operation,
        TABLES + request.path("TableName").asText(),
        key.path("pk").path("S").asText(),
        operation.equals("GetItem") ? select(request) : "",
        attributes(request, key));
  }

  /** What DynamoDB takes {@code Select} for. */
  private static String select(JsonNode request) {
    String unsaid =
        request.has("ProjectionExpression")
            ? "SPECIFIC_ATTRIBUTES"
            : request.has("IndexName") ? "ALL_PROJECTED_ATTRIBUTES" : "ALL_ATTRIBUTES";
    return request.path("Select").asText(unsaid);
  }

  private static Set<String> attributes(JsonNode request, JsonNode item) {
    Set<String> attributes = new TreeSet<>();
    item.fieldNames().forEachRemaining(attributes::add);
    request
        .path("ExpressionAttributeNames")
        .forEach(attribute -> attributes.add(attribute.asText()));
    return attributes;
  }

  private static Need ofQuery(JsonNode request, Set<String> partitionKeys) {
    String index = request.path("IndexName").asText("");
    String table = TABLES + request.get("TableName").asText();
    Matcher equalities = EQUALITY.matcher(request.get("KeyConditionExpression").asText());
    while (equalities.find()) {
      String placeholder = equalities.group(1);
      String name = request.path("ExpressionAttributeNames").path(placeholder).asText(placeholder);
      if (partitionKeys.contains(name)) {
        JsonNode value = request.get("ExpressionAttributeValues").get(equalities.group(2));
        return new Need(
            "dynamodb:Query",
            index.isEmpty() ? table : table + "/index/" + index,
            value.get("S").asText(),
            select(request),
            attributes(request, JSON.nullNode()));
      }
    }
    throw new IllegalStateException("A query without its partition: " + request);
  }

  private static JsonNode parse(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
