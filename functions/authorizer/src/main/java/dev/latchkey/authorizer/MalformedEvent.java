package dev.latchkey.authorizer;

/** An event that API Gateway does not send. It has no stack trace. */
final class MalformedEvent extends RuntimeException {
  private final String detail;

  /**
   * @param detail what is wrong with it, for the log; nothing of the event itself
   */
  MalformedEvent(String detail) {
    super("Malformed event", null, false, false);
    this.detail = detail;
  }

  /** What is wrong with it, for the log. */
  String detail() {
    return detail;
  }
}
