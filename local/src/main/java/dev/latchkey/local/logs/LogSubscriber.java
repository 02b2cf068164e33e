package dev.latchkey.local.logs;

/** Calls the function that subscribes to a log group. */
@FunctionalInterface
public interface LogSubscriber {
  /**
   * Calls it with an event in JSON.
   *
   * @throws Exception if it failed or could not be called
   */
  void invoke(String functionArn, byte[] event) throws Exception;
}
