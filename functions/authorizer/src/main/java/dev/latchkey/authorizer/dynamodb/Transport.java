package dev.latchkey.authorizer.dynamodb;

import dev.latchkey.core.application.Deadline;
import java.io.IOException;

/** Sends {@code GetItem} requests to DynamoDB. */
public interface Transport extends AutoCloseable {

  /**
   * Sends one request and returns the response.
   *
   * @param body the request's JSON
   * @param deadline the deadline of the attempt
   * @throws IOException if no response arrives in time
   */
  DynamoDbResponse send(byte[] body, Deadline deadline) throws IOException;

  @Override
  void close();
}
