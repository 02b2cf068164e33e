package dev.latchkey.local.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function's event source that is a DynamoDB table's stream.
 *
 * @param function the function's logical id
 * @param table the table's physical name
 * @param batchingWindow how long a batch may wait for more
 * @param maximumRetryAttempts -1 = until it succeeds
 * @param maximumRecordAge -1 s = no limit
 * @param filters patterns in JSON, of which one must match; none lets all through
 */
public record StreamSource(
    String function,
    String functionArn,
    String table,
    String startingPosition,
    int batchSize,
    Duration batchingWindow,
    boolean bisectBatchOnError,
    int maximumRetryAttempts,
    Duration maximumRecordAge,
    boolean reportBatchItemFailures,
    List<String> filters) {
  private static final Pattern STREAM =
      Pattern.compile("arn:aws[^:]*:dynamodb:[^:]*:[^:]*:table/([^/]+)/stream/.+");

  static List<StreamSource> of(Resource resource, StackReferences references) {
    List<StreamSource> sources = new ArrayList<>();
    for (Value event : resource.properties().get("Events").entries().values()) {
      Value properties = event.get("Properties");
      if (event.get("Type").text().equals("DynamoDB") && properties.get("Enabled").bool(true)) {
        sources.add(source(resource, references, properties));
      }
    }
    return sources;
  }

  private static StreamSource source(
      Resource resource, StackReferences references, Value properties) {
    Value stream = properties.get("Stream");
    Matcher matcher = STREAM.matcher(stream.text());
    if (!matcher.matches()) {
      throw stream.wrong("is no ARN of a table's stream");
    }
    return new StreamSource(
        resource.logicalId(),
        references.functionArn(resource),
        matcher.group(1),
        properties.get("StartingPosition").text("TRIM_HORIZON"),
        properties.get("BatchSize").integer(100),
        Duration.ofSeconds(properties.get("MaximumBatchingWindowInSeconds").integer(0)),
        properties.get("BisectBatchOnFunctionError").bool(false),
        properties.get("MaximumRetryAttempts").integer(-1),
        Duration.ofSeconds(properties.get("MaximumRecordAgeInSeconds").integer(-1)),
        properties.get("FunctionResponseTypes").texts().contains("ReportBatchItemFailures"),
        properties.get("FilterCriteria").get("Filters").items().stream()
            .map(filter -> filter.get("Pattern").text())
            .toList());
  }
}
