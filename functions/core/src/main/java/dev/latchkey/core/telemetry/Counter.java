package dev.latchkey.core.telemetry;

/** The counting metrics, in the namespace {@code Latchkey}. */
public enum Counter {
  ANSWERED("answered"),
  AUTHORIZED("authorized"),
  BATCH_ERRORS("batch_errors"),
  DENIED("denied"),
  EVENTS_ALTERED("events_altered"),
  EVENTS_PUBLISHED("events_published"),
  EVENTS_RECORDED("events_recorded"),
  EVENTS_TO_CHECK("events_to_check"),
  EVENTS_UNREADABLE("events_unreadable"),
  FAILED("failed"),
  NOTICES_PUT("notices_put"),
  PROVIDER_ERRORS("provider_errors"),
  REFUSED("refused"),
  REQUESTS("requests"),
  ROUTE_OVERLAPS("route_overlaps"),
  STORE_ERRORS("store_errors"),
  USAGE_LINES("usage_lines");

  private final String metric;

  Counter(String metric) {
    this.metric = metric;
  }

  /** Returns its name in CloudWatch and in a log line. */
  public String metric() {
    return metric;
  }
}
