package dev.latchkey.core.telemetry;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The log line of one request. It is written only by {@link Telemetry#write}. A field that is set
 * twice keeps the last value.
 */
public final class LogLine {
  private static final int MAX_LENGTH = 8_192;

  private final String function;
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final List<Metric> metrics = new ArrayList<>(2);
  private Level level = Level.INFO;

  LogLine(String function) {
    this.function = function;
  }

  /**
   * Adds a field.
   *
   * @param value its value, cut after 8,192 characters; {@code null} adds nothing
   */
  public LogLine with(String field, @Nullable String value) {
    if (value != null) {
      fields.put(field, value.length() > MAX_LENGTH ? value.substring(0, MAX_LENGTH) : value);
    }
    return this;
  }

  /** Adds a field that is a whole number. */
  public LogLine with(String field, long value) {
    fields.put(field, value);
    return this;
  }

  /** Sets the severity; the default is {@link Level#INFO}. */
  public LogLine level(Level newLevel) {
    level = newLevel;
    return this;
  }

  /** Adds a failure with its stack trace as field {@code exception}, at level ERROR. */
  public LogLine failure(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return level(Level.ERROR).with("exception", trace.toString());
  }

  /**
   * Increments a metric: the field and metric {@code name} are 1, for the function as a whole and
   * by each of the given fields.
   *
   * @param by dimensions: fields with few different values; fields that the line lacks are ignored
   */
  public LogLine count(Counter counter, String... by) {
    return count(counter, 1, by);
  }

  /** Adds a number to a metric; see {@link #count(Counter, String...)}. */
  public LogLine count(Counter counter, long number, String... by) {
    metrics.add(new Metric(counter.metric(), "Count", List.of(by)));
    return with(counter.metric(), number);
  }

  /** Adds the duration as field and metric {@code milliseconds}, to the microsecond. */
  public LogLine took(long nanoseconds) {
    metrics.add(new Metric("milliseconds", "Milliseconds", List.of()));
    fields.put("milliseconds", Math.round(nanoseconds / 1e3) / 1e3);
    return this;
  }

  String function() {
    return function;
  }

  Level level() {
    return level;
  }

  Map<String, Object> fields() {
    return fields;
  }

  List<Metric> metrics() {
    return metrics;
  }

  record Metric(String name, String unit, List<String> by) {}
}
