package dev.latchkey.authorizer;

import dev.latchkey.core.telemetry.Counter;
import dev.latchkey.core.telemetry.JsonBuffer;
import dev.latchkey.core.telemetry.Level;
import dev.latchkey.core.telemetry.Telemetry;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the authorizer's metrics and writes them at most once a minute, since each set of them
 * takes more room than a decision's line. Each data API has a line, and so has each reason; a line
 * holds one of both. Not thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">CloudWatch
 *     embedded metric format</a>
 */
final class DecisionMetrics {
  static final long MINUTE = 60_000;
  private static final String DATA_API_ID = "data_api_id";
  private static final String REASON = "reason";
  private static final Counter[] BY_DATA_API = {Counter.AUTHORIZED, Counter.DENIED};
  private static final Counter[] BY_REASON = {
    Counter.REFUSED, Counter.STORE_ERRORS, Counter.FAILED
  };

  private final String function;
  private final Map<String, long[]> byDataApi = new LinkedHashMap<>();
  private final Map<String, long[]> byReason = new LinkedHashMap<>();
  private final Durations durations = new Durations();
  private long written = Long.MIN_VALUE;

  DecisionMetrics(String function) {
    this.function = function;
  }

  /** Counts a decision. */
  void add(Decision decision) {
    durations.add(decision.nanoseconds);
    if (decision.counter != null) {
      count(byDataApi, decision.dataApiId, BY_DATA_API, decision.counter);
      count(byReason, decision.reason, BY_REASON, decision.counter);
    }
  }

  /** Writes what was counted, if the last time is a minute ago or the clock was set back. */
  void write(long millis, Telemetry telemetry) {
    if (millis >= written && millis - MINUTE < written) {
      return;
    }
    written = millis;
    Iterator<Map.Entry<String, long[]>> dataApis = byDataApi.entrySet().iterator();
    Iterator<Map.Entry<String, long[]>> reasons = byReason.entrySet().iterator();
    do {
      telemetry.write(
          line(
              millis,
              dataApis.hasNext() ? dataApis.next() : null,
              reasons.hasNext() ? reasons.next() : null));
      durations.clear();
    } while (dataApis.hasNext() || reasons.hasNext());
    byDataApi.clear();
    byReason.clear();
  }

  private static void count(
      Map<String, long[]> counts, @Nullable String of, Counter[] counters, Counter counter) {
    for (int i = 0; i < counters.length; i++) {
      if (of != null && counters[i] == counter) {
        long[] known = counts.get(of);
        if (known == null) {
          known = new long[counters.length];
          counts.put(of, known);
        }
        known[i]++;
      }
    }
  }

  private JsonBuffer line(
      long millis,
      Map.@Nullable Entry<String, long[]> dataApi,
      Map.@Nullable Entry<String, long[]> reason) {
    JsonBuffer json = new JsonBuffer(1_024).beginObject();
    json.name("timestamp").string(Instant.ofEpochMilli(millis).toString());
    json.name("level").string(Level.INFO.name()).name("function").string(function);
    json.name("_aws").beginObject().name("Timestamp").number(millis);
    json.name("CloudWatchMetrics").beginArray();
    declare(json, dataApi, DATA_API_ID, BY_DATA_API);
    declare(json, reason, REASON, BY_REASON);
    if (!durations.isEmpty()) {
      begin(json, null);
      json.beginObject().name("Name").string("milliseconds").name("Unit").string("Milliseconds");
      end(json.endObject());
    }
    json.endArray().endObject();
    add(json, dataApi, DATA_API_ID, BY_DATA_API);
    add(json, reason, REASON, BY_REASON);
    if (!durations.isEmpty()) {
      durations.writeTo(json.name("milliseconds"));
    }
    return json.endObject();
  }

  private static void declare(
      JsonBuffer json,
      Map.@Nullable Entry<String, long[]> counts,
      String dimension,
      Counter[] counters) {
    if (counts == null) {
      return;
    }
    begin(json, dimension);
    for (int i = 0; i < counters.length; i++) {
      if (counts.getValue()[i] > 0) {
        json.beginObject().name("Name").string(counters[i].metric());
        json.name("Unit").string("Count").endObject();
      }
    }
    end(json);
  }

  private static void add(
      JsonBuffer json,
      Map.@Nullable Entry<String, long[]> counts,
      String dimension,
      Counter[] counters) {
    if (counts == null) {
      return;
    }
    json.name(dimension).string(counts.getKey());
    for (int i = 0; i < counters.length; i++) {
      if (counts.getValue()[i] > 0) {
        json.name(counters[i].metric()).number(counts.getValue()[i]);
      }
    }
  }

  private static void begin(JsonBuffer json, @Nullable String dimension) {
    json.beginObject().name("Namespace").string(Telemetry.NAMESPACE).name("Dimensions");
    json.beginArray().beginArray().string("function").endArray();
    if (dimension != null) {
      json.beginArray().string("function").string(dimension).endArray();
    }
    json.endArray().name("Metrics").beginArray();
  }

  private static void end(JsonBuffer json) {
    json.endArray().endObject();
  }
}
