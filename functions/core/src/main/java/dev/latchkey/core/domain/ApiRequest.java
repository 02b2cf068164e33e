package dev.latchkey.core.domain;

/**
 * One request to an API, or to a host behind a proxy.
 *
 * @param host the host's name in lower case; empty for a request to an API
 * @param apiId the API's ID; empty for a request to a host
 * @param stage the stage's name
 * @param method the method, in upper case
 * @param path the path below the stage, beginning with {@code /}, as it was sent
 */
public record ApiRequest(String host, String apiId, String stage, String method, String path) {

  /** Creates a request to an API. */
  public ApiRequest(String apiId, String stage, String method, String path) {
    this("", apiId, stage, method, path);
  }

  /** Returns a request to a host. */
  public static ApiRequest toHost(String host, String method, String path) {
    return new ApiRequest(host, "", "", method, path);
  }

  /**
   * Returns whether servers may interpret the path in different ways. Such a request is denied for
   * any routes. To a host, it is also one whose path is not written as a URL's: an API's gateway
   * rejects those, but a proxy may pass them on, and some servers end a path at {@code #}.
   */
  public boolean hasAmbiguousPath() {
    return AmbiguousPath.matches(path) || (apiId.isEmpty() && !isPlain(path));
  }

  private static boolean isPlain(String path) {
    return path.startsWith("/") && path.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '#');
  }
}
