package dev.latchkey.core.telemetry;

import dev.latchkey.core.telemetry.LogLine.Metric;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes a function's log lines to standard output. Lambda sends them to CloudWatch Logs, which
 * extracts the metrics.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">CloudWatch
 *     embedded metric format</a>
 */
public final class Telemetry {
  /** The CloudWatch namespace of all metrics. */
  public static final String NAMESPACE = "Latchkey";

  private static final String FUNCTION = "function";
  private static final int USUAL_LENGTH = 1_024;

  private final String function;
  private final InstantSource clock;
  private final Supplier<PrintStream> out;

  /**
   * @param function the function's name, the dimension of every metric
   * @param out supplies the destination for each line, since Lambda replaces {@code System.out}
   */
  public Telemetry(String function, InstantSource clock, Supplier<PrintStream> out) {
    this.function = function;
    this.clock = clock;
    this.out = out;
  }

  /**
   * Returns the telemetry of the function in an environment.
   *
   * @param environment as Lambda sets it, with {@code AWS_LAMBDA_FUNCTION_NAME}
   */
  public static Telemetry of(Map<String, String> environment, InstantSource clock) {
    String name = environment.getOrDefault("AWS_LAMBDA_FUNCTION_NAME", "local");
    return new Telemetry(name, clock, () -> System.out);
  }

  /** Returns a new line that belongs to no request. */
  public LogLine line() {
    return new LogLine(function);
  }

  /**
   * Returns a new line of a request.
   *
   * @param calledFunction the function's name from the request's context
   * @param requestId the request's ID in Lambda
   */
  public LogLine line(String calledFunction, String requestId) {
    return new LogLine(calledFunction).with("request_id", requestId);
  }

  /** Returns the function's name, the dimension of every metric. */
  public String function() {
    return function;
  }

  /** Writes a line, in one call of {@code write}. */
  public void write(LogLine line) {
    write(json(line, clock.instant()));
  }

  /**
   * Writes an object as a line, in one call of {@code write}.
   *
   * @param json a whole object, with {@code timestamp} and {@code level}
   */
  public void write(JsonBuffer json) {
    byte[] bytes = json.newLine().toBytes();
    PrintStream stream = out.get();
    stream.write(bytes, 0, bytes.length);
    stream.flush();
  }

  private JsonBuffer json(LogLine line, Instant now) {
    JsonBuffer json = new JsonBuffer(USUAL_LENGTH).beginObject();
    json.name("timestamp").string(now.truncatedTo(ChronoUnit.MILLIS).toString());
    json.name("level").string(line.level().name());
    json.name(FUNCTION).string(line.function());
    line.fields().forEach((name, value) -> add(json.name(name), value));
    if (!line.metrics().isEmpty()) {
      directives(json.name("_aws"), line, now);
    }
    return json.endObject();
  }

  private static void add(JsonBuffer json, Object value) {
    if (value instanceof Long number) {
      json.number(number);
    } else if (value instanceof Double number) {
      json.number(number);
    } else {
      json.string(value.toString());
    }
  }

  private static void directives(JsonBuffer json, LogLine line, Instant now) {
    json.beginObject().name("Timestamp").number(now.toEpochMilli());
    json.name("CloudWatchMetrics").beginArray();
    for (Metric metric : line.metrics()) {
      json.beginObject().name("Namespace").string(NAMESPACE).name("Dimensions").beginArray();
      json.beginArray().string(FUNCTION).endArray();
      for (String field : metric.by()) {
        if (line.fields().get(field) instanceof String) {
          json.beginArray().string(FUNCTION).string(field).endArray();
        }
      }
      json.endArray().name("Metrics").beginArray();
      json.beginObject().name("Name").string(metric.name()).name("Unit").string(metric.unit());
      json.endObject().endArray().endObject();
    }
    json.endArray().endObject();
  }
}
