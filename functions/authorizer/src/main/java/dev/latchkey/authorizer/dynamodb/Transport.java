package dev.latchkey.authorizer.dynamodb;

import dev.latchkey.core.application.Deadline;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.crt.http.HttpHeader;

/** Sends requests to DynamoDB. */
public interface Transport extends AutoCloseable {
  /** The operation {@code GetItem}. */
  String GET_ITEM = "GetItem";

  /** The operation {@code BatchGetItem}. */
  String BATCH_GET_ITEM = "BatchGetItem";

  /** The operation {@code UpdateItem}. */
  String UPDATE_ITEM = "UpdateItem";

  /**
   * Sends one request and returns the response.
   *
   * @param operation the operation
   * @param body the request's JSON
   * @param deadline the deadline of the attempt
   * @throws IOException if no response arrives in time
   */
  Response send(String operation, byte[] body, Deadline deadline) throws IOException;

  @Override
  void close();

  /** A complete response from DynamoDB. */
  final class Response {
    private final int status;
    private final List<HttpHeader> headers;
    private final byte[] body;

    /**
     * @param headers the headers, in order of arrival
     * @param body the body, not copied
     */
    public Response(int status, List<HttpHeader> headers, byte[] body) {
      this.status = status;
      this.headers = headers;
      this.body = body;
    }

    int status() {
      return status;
    }

    /** Returns the whole body. */
    byte[] body() {
      return body;
    }

    /** Returns the first value of a header; names are case-insensitive. */
    Optional<String> header(String name) {
      for (HttpHeader header : headers) {
        if (header.getName().equalsIgnoreCase(name)) {
          return Optional.of(header.getValue());
        }
      }
      return Optional.empty();
    }
  }
}
