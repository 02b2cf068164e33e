package dev.latchkey.core.domain;

/**
 * One request to an API.
 *
 * @param apiId the API's ID
 * @param stage the stage's name
 * @param method the method, in upper case
 * @param path the path below the stage, beginning with {@code /}, as it was sent
 */
public record ApiRequest(String apiId, String stage, String method, String path) {
  /**
   * Returns whether servers may interpret the path in different ways. Such a request is denied for
   * any routes.
   */
  public boolean hasAmbiguousPath() {
    return AmbiguousPath.matches(path);
  }
}
