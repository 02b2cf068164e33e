package dev.latchkey.authorizer.dynamodb;

import dev.latchkey.core.application.Deadline;
import java.io.IOException;

/** Sends {@code GetItem} requests to DynamoDB. */
public interface Transport extends AutoCloseable {

  /**
   * The response to one request.
   *
   * @param body the request's JSON
   * @param deadline when the attempt has to be over
   * @throws IOException if there is no response in time
   */
  DynamoDbResponse send(byte[] body, Deadline deadline) throws IOException;

  @Override
  void close();
}
