package dev.latchkey.example;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;

/**
 * The metric {@code no_authorizer_context}: requests that reached the function without the
 * authorizer's context. Each one shows a gap in the API's configuration, so an alarm watches the
 * metric.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">CloudWatch
 *     embedded metric format</a>
 */
final class MissingContext {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String METRIC = "no_authorizer_context";
  private static final String DIMENSION = "function";

  private MissingContext() {}

  /** Returns a line of JSON that counts one request of a function. */
  static String logLine(String function) {
    var directive =
        Map.of(
            "Namespace", "DataApi",
            "Dimensions", List.of(List.of(DIMENSION)),
            "Metrics", List.of(Map.of("Name", METRIC, "Unit", "Count")));
    return JSON.valueToTree(
            Map.of(
                "level",
                "ERROR",
                DIMENSION,
                function,
                METRIC,
                1,
                "_aws",
                Map.of(
                    "Timestamp", System.currentTimeMillis(),
                    "CloudWatchMetrics", List.of(directive))))
        .toString();
  }
}
