package dev.latchkey.dynamodb;

import java.io.IOException;

/** How a request gets to DynamoDB, and its answer back. */
interface Transport extends AutoCloseable {
  /**
   * The answer to a {@code GetItem}.
   *
   * @param body its JSON
   * @throws IOException if there is none in time
   */
  HttpAnswer send(byte[] body) throws IOException;

  @Override
  void close();
}
