package dev.latchkey.core.telemetry;

/** How much a log line matters. */
public enum Level {
  /** All as it should be, refusals included. */
  INFO,
  /** Something that somebody should look at in time. */
  WARN,
  /** A request could not be answered as it should. */
  ERROR
}
