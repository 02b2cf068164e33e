package dev.latchkey.dynamodb;

import dev.latchkey.key.Deadline;
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
  HttpResponse send(byte[] body, Deadline deadline) throws IOException;

  @Override
  void close();
}
