package dev.latchkey.local.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.local.template.StreamSource;
import java.util.List;

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
   * Takes what a template says.
   *
   * @throws IllegalArgumentException if a filter uses what is not known here
   */
  public static EventSourceMapping of(StreamSource source) {
    return new EventSourceMapping(
        source.batchSize(),
        source.maximumRetryAttempts(),
        source.bisectBatchOnError(),
        source.reportBatchItemFailures(),
        source.filters().stream().map(Filter::parse).toList());
  }

  boolean wants(JsonNode record) {
    return filters.isEmpty() || filters.stream().anyMatch(filter -> filter.matches(record));
  }
}
