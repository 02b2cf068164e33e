package dev.latchkey.authorizer.dynamodb;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.crt.http.HttpHeader;

/** A server's response, read to its end. */
public final class DynamoDbResponse {
  private final int status;
  private final List<HttpHeader> headers;
  private final byte[] body;

  /**
   * @param headers in the order in which they came
   * @param body not copied
   */
  public DynamoDbResponse(int status, List<HttpHeader> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  int status() {
    return status;
  }

  /** The whole body. */
  byte[] body() {
    return body;
  }

  /** The first value of a header, named in any case. */
  Optional<String> header(String name) {
    for (HttpHeader header : headers) {
      if (header.getName().equalsIgnoreCase(name)) {
        return Optional.of(header.getValue());
      }
    }
    return Optional.empty();
  }
}
