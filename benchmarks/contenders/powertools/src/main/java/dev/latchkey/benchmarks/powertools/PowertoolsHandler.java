package dev.latchkey.benchmarks.powertools;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import com.amazonaws.services.lambda.runtime.Context;
import dev.latchkey.benchmarks.telemetry.ShowKey;
import dev.latchkey.key.KeyId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsBuilder;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/** Tells the same by Powertools: one line, and a second one with the metrics. */
public final class PowertoolsHandler extends ShowKey {
  private static final Logger LOG = LoggerFactory.getLogger(PowertoolsHandler.class);

  private final Metrics metrics =
      MetricsBuilder.builder()
          .withNamespace("Latchkey")
          .withService("latchkey")
          .withDefaultDimension("function", "benchmark")
          .build();

  @Override
  protected void tell(Context context, KeyId keyId, int status, long nanoseconds) {
    double milliseconds = nanoseconds / 1e6;
    PowertoolsLogging.withLogging(
        context,
        () -> {
          LOG.info(
              "answered",
              entry("gateway_request_id", context.getAwsRequestId()),
              entry("route", "GET /v1/keys/{key_id}"),
              entry("operator", "engineer"),
              entry("key_id", keyId.value()),
              entry("status", status),
              entry("milliseconds", milliseconds));
          return status;
        });
    metrics.addMetric("milliseconds", milliseconds, MetricUnit.MILLISECONDS);
    metrics.addMetric("requests", 1, MetricUnit.COUNT);
    metrics.addMetric("answered", 1, MetricUnit.COUNT);
    metrics.flush();
  }
}
