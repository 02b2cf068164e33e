package dev.latchkey.management.cloudformation;

import java.io.IOException;

/** Sends responses to CloudFormation. */
@FunctionalInterface
public interface ResponseSender {

  /**
   * Sends a response.
   *
   * @throws IOException if it is not known that CloudFormation has it
   */
  void send(ResponseUrl url, byte[] response) throws IOException;
}
