package dev.latchkey.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A line that a function logged, as a person wants to see it. */
final class FunctionLogLine {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String METRICS = "_aws";

  private FunctionLogLine() {}

  /** The line without what tells CloudWatch of metrics (the embedded metric format). */
  static String withoutMetrics(String line) {
    int start = line.indexOf('{');
    if (start < 0 || !line.contains("\"" + METRICS + "\"")) {
      return line;
    }
    try {
      return JSON.readTree(line.substring(start)) instanceof ObjectNode node
          ? line.substring(0, start) + node.without(METRICS)
          : line;
    } catch (JsonProcessingException e) {
      return line;
    }
  }
}
