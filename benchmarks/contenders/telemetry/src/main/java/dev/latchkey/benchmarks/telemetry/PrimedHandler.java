package dev.latchkey.benchmarks.telemetry;

/** The same, whose client has made a request before the first request comes. */
public final class PrimedHandler extends TelemetryHandler {
  public PrimedHandler() {
    if (!prime()) {
      throw new IllegalStateException("Somebody has nobody's key.");
    }
  }
}
