package dev.latchkey.core.domain;

/**
 * One request to an API behind API Gateway.
 *
 * @param apiId the API's id
 * @param stage the stage's name
 * @param method the HTTP method, in upper case
 * @param path the path below the stage, beginning with {@code /}, as it was sent
 */
public record ApiRequest(String apiId, String stage, String method, String path) {
  /**
   * Whether servers may read the path in different ways, so that no route says what it names. Such
   * a call is denied whatever the routes are.
   */
  public boolean hasAmbiguousPath() {
    return AmbiguousPath.matches(path);
  }
}
