package dev.latchkey.authorizer.event;

/** An event that API Gateway does not send. It has no stack trace. */
public final class MalformedEventException extends RuntimeException {
  private final String detail;

  /**
   * @param detail what is wrong with the event, for the log; contains nothing of the event itself
   */
  public MalformedEventException(String detail) {
    super("Malformed event", null, false, false);
    this.detail = detail;
  }

  /** Returns what is wrong with the event, for the log. */
  public String detail() {
    return detail;
  }
}
