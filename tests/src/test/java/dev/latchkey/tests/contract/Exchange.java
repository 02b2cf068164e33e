package dev.latchkey.tests.contract;

import java.util.List;
import java.util.Map;

/**
 * A request that was made of the management API, and its answer.
 *
 * @param method in upper case
 * @param path without the query
 * @param status of the answer
 * @param headers of the answer, by their names in lower case
 * @param body of the answer
 */
public record Exchange(
    String method, String path, int status, Map<String, List<String>> headers, String body) {

  /** The one value of a header, or nothing if it is absent or doubled. */
  public String header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.size() == 1 ? values.get(0) : "";
  }

  /** The media type without its parameters; nothing without a body. */
  public String mediaType() {
    return body.isEmpty() ? "" : header("content-type").split(";", 2)[0].strip();
  }
}
