package dev.latchkey.tests.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A metric of this service.
 *
 * @param dimensions the names of its dimensions
 */
record Metric(String name, Set<String> dimensions) {
  Metric {
    dimensions = new TreeSet<>(dimensions);
  }

  /** Those that a line of the log carries in CloudWatch's embedded format. */
  static Stream<Metric> in(String line) {
    int json = line.indexOf("{\"");
    if (json < 0 || !line.contains("\"_aws\"")) {
      return Stream.empty();
    }
    JsonNode directives = StackFunctions.json(line.substring(json)).at("/_aws/CloudWatchMetrics");
    return stream(directives)
        .flatMap(
            directive ->
                stream(directive.get("Metrics"))
                    .flatMap(
                        metric ->
                            stream(directive.get("Dimensions"))
                                .map(
                                    set ->
                                        new Metric(
                                            metric.get("Name").asText(),
                                            Set.copyOf(
                                                stream(set).map(JsonNode::asText).toList())))));
  }

  static Metric of(String name, String... dimensions) {
    return new Metric(name, Set.copyOf(List.of(dimensions)));
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
