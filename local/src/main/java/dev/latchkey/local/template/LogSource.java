package dev.latchkey.local.template;

import java.util.ArrayList;
import java.util.List;

/**
 * A function's event source that is a log group.
 *
 * @param function the function's logical id
 * @param logGroup the log group's name
 * @param filterPattern which lines it gets
 */
public record LogSource(
    String function, String functionArn, String logGroup, String filterPattern) {

  static List<LogSource> of(Resource resource, StackReferences references) {
    List<LogSource> sources = new ArrayList<>();
    for (Value event : resource.properties().get("Events").entries().values()) {
      if (event.get("Type").text().equals("CloudWatchLogs")) {
        Value properties = event.get("Properties");
        sources.add(
            new LogSource(
                resource.logicalId(),
                references.functionArn(resource),
                properties.get("LogGroupName").text(),
                properties.get("FilterPattern").text()));
      }
    }
    return sources;
  }
}
