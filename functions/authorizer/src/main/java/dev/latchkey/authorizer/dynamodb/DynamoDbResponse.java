package dev.latchkey.authorizer.dynamodb;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.crt.http.HttpHeader;

/** A complete response from DynamoDB. */
public final class DynamoDbResponse {
  private final int status;
  private final List<HttpHeader> headers;
  private final byte[] body;

  /**
   * @param headers the headers, in order of arrival
   * @param body the body, not copied
   */
  public DynamoDbResponse(int status, List<HttpHeader> headers, byte[] body) {
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
