package dev.latchkey.management.handlers;

/**
 * Says that CloudFormation did not get a response. The log has the cause. Lambda repeats the
 * request.
 */
final class NotAnsweredException extends RuntimeException {
  NotAnsweredException() {
    super("CloudFormation did not accept the response.", null, false, false);
  }
}
