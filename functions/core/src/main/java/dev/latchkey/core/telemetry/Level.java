package dev.latchkey.core.telemetry;

/** The severity of a log line. */
public enum Level {
  /** Normal operation, refusals included. */
  INFO,
  /** A condition that an operator should look at in time. */
  WARN,
  /** A request failed because of the service or a dependency. */
  ERROR
}
