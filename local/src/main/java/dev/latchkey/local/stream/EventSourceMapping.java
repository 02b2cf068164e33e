package dev.latchkey.local.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What a template says of how a stream goes to a function. Reading starts at the trim horizon.
 *
 * @param batchSize most records of one event
 * @param maximumRetryAttempts retries of a failed batch before it is given up, -1 for no end
 * @param bisects whether a failed batch is tried again in halves
 * @param reportsItemFailures whether the function's answer names what failed
 * @param filters patterns of which a record has to match one, none for all records
 */
public record EventSourceMapping(
    int batchSize,
    int maximumRetryAttempts,
    boolean bisects,
    boolean reportsItemFailures,
    List<Filter> filters) {

  /**
   * Reads the resolved {@code Properties} of a SAM event source of type {@code DynamoDB}.
   *
   * @throws IllegalArgumentException if a filter uses what is not known here
   */
  public static EventSourceMapping of(Map<String, Object> properties) {
    return new EventSourceMapping(
        integer(properties, "BatchSize", 100),
        integer(properties, "MaximumRetryAttempts", -1),
        Boolean.parseBoolean(text(properties, "BisectBatchOnFunctionError", "false")),
        list(properties.get("FunctionResponseTypes")).contains("ReportBatchItemFailures"),
        list(map(properties.get("FilterCriteria")).get("Filters")).stream()
            .map(filter -> Filter.parse(String.valueOf(map(filter).get("Pattern"))))
            .toList());
  }

  boolean wants(JsonNode record) {
    return filters.isEmpty() || filters.stream().anyMatch(filter -> filter.matches(record));
  }

  private static int integer(Map<String, Object> from, String name, int otherwise) {
    return Integer.parseInt(text(from, name, Integer.toString(otherwise)));
  }

  private static String text(Map<String, Object> from, String name, String otherwise) {
    return from.getOrDefault(name, otherwise).toString();
  }

  private static List<?> list(@org.jspecify.annotations.Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static Map<?, ?> map(@org.jspecify.annotations.Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
