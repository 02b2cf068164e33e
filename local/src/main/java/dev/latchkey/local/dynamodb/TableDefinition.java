package dev.latchkey.local.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;

/**
 * What the {@code Properties} of an {@code AWS::DynamoDB::Table} say: keys, indexes, stream and TTL
 * attribute. Backups, protection and encryption have no meaning on a laptop.
 */
record TableDefinition(Map<String, Object> properties) {

  CreateTableRequest createTable(String name) {
    return CreateTableRequest.builder()
        .tableName(name)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(attributes())
        .keySchema(keySchema(properties))
        .globalSecondaryIndexes(indexes().isEmpty() ? null : indexes())
        .streamSpecification(stream())
        .build();
  }

  List<AttributeDefinition> attributes() {
    return list(
        properties,
        "AttributeDefinitions",
        it ->
            AttributeDefinition.builder()
                .attributeName(text(it, "AttributeName"))
                .attributeType(text(it, "AttributeType"))
                .build());
  }

  List<KeySchemaElement> keySchema() {
    return keySchema(properties);
  }

  List<GlobalSecondaryIndex> indexes() {
    return list(
        properties,
        "GlobalSecondaryIndexes",
        it ->
            GlobalSecondaryIndex.builder()
                .indexName(text(it, "IndexName"))
                .keySchema(keySchema(it))
                .projection(projection(map(it, "Projection")))
                .build());
  }

  @Nullable StreamSpecification stream() {
    return properties.containsKey("StreamSpecification")
        ? StreamSpecification.builder()
            .streamEnabled(true)
            .streamViewType(text(map(properties, "StreamSpecification"), "StreamViewType"))
            .build()
        : null;
  }

  /** The attribute by which items expire, if TTL is on. */
  Optional<String> ttlAttribute() {
    return Optional.ofNullable(properties.get("TimeToLiveSpecification"))
        .map(TableDefinition::map)
        .filter(it -> Boolean.parseBoolean(text(it, "Enabled")))
        .map(it -> text(it, "AttributeName"));
  }

  private static Projection projection(Map<String, Object> projection) {
    return Projection.builder()
        .projectionType(text(projection, "ProjectionType"))
        .nonKeyAttributes(
            projection.get("NonKeyAttributes") instanceof List<?> names
                ? names.stream().map(String::valueOf).toList()
                : null)
        .build();
  }

  private static List<KeySchemaElement> keySchema(Map<String, Object> from) {
    return list(
        from,
        "KeySchema",
        it ->
            KeySchemaElement.builder()
                .attributeName(text(it, "AttributeName"))
                .keyType(text(it, "KeyType"))
                .build());
  }

  private static <T> List<T> list(
      Map<String, Object> from, String name, Function<Map<String, Object>, T> element) {
    return ((List<?>) from.getOrDefault(name, List.of()))
        .stream().map(TableDefinition::map).map(element).toList();
  }

  private static Map<String, Object> map(Map<String, Object> from, String name) {
    return map(from.getOrDefault(name, Map.of()));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  private static String text(Map<String, Object> from, String name) {
    Object value = from.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The table's definition has no " + name);
    }
    return value.toString();
  }
}
