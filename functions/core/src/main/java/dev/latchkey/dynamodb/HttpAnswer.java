package dev.latchkey.dynamodb;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.crt.http.HttpHeader;

/**
 * What a server answered.
 *
 * @param status the HTTP status
 * @param headers in the order in which they came
 * @param body all of it
 */
record HttpAnswer(int status, List<HttpHeader> headers, SdkBytes body) {
  /** The first value of a header. */
  Optional<String> header(String name) {
    for (HttpHeader header : headers) {
      if (header.getName().equalsIgnoreCase(name)) {
        return Optional.of(header.getValue());
      }
    }
    return Optional.empty();
  }
}
