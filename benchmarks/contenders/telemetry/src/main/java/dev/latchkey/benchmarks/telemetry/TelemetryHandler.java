package dev.latchkey.benchmarks.telemetry;

import com.amazonaws.services.lambda.runtime.Context;
import dev.latchkey.key.KeyId;
import dev.latchkey.telemetry.Telemetry;
import java.time.InstantSource;

/** Tells as management does. */
public class TelemetryHandler extends ShowKey {
  private final Telemetry telemetry = Telemetry.of(System.getenv(), InstantSource.system());

  @Override
  protected void tell(Context context, KeyId keyId, int status, long nanoseconds) {
    telemetry.write(
        telemetry
            .line(context.getAwsRequestId())
            .with("gateway_request_id", context.getAwsRequestId())
            .with("route", "GET /v1/keys/{key_id}")
            .with("operator", "engineer")
            .with("key_id", keyId.value())
            .with("status", status)
            .took(nanoseconds)
            .count("requests")
            .count("answered", "reason"));
  }
}
