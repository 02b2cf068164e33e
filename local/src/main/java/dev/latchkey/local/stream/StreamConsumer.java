package dev.latchkey.local.stream;

/** The function that a stream is delivered to. */
@FunctionalInterface
public interface StreamConsumer {
  /**
   * Calls it with an event in JSON.
   *
   * @return its answer in JSON
   * @throws Exception if it failed or could not be called: the batch has not been taken
   */
  byte[] invoke(byte[] event) throws Exception;
}
