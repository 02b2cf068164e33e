package dev.latchkey.management.aws;

import dev.latchkey.management.json.JsonDocument;
import dev.latchkey.management.json.MalformedJsonException;
import java.util.Map;

/**
 * A response of a service of AWS.
 *
 * @param status the HTTP status
 * @param body the body; it may contain secrets, so {@link #toString} leaves it out
 */
public record AwsJsonResponse(int status, String body) {
  private static final int OK = 200;
  private static final String TYPE = "__type";

  @Override
  public String toString() {
    return "status " + status;
  }

  /** Returns whether the request succeeded. */
  public boolean isOk() {
    return status == OK;
  }

  /**
   * Returns the members of the body; none if it is not an object, since a proxy may have answered.
   */
  public Map<?, ?> members() {
    try {
      return JsonDocument.read(body, Integer.MAX_VALUE).root() instanceof Map<?, ?> members
          ? members
          : Map.of();
    } catch (MalformedJsonException e) {
      return Map.of();
    }
  }

  /**
   * Returns the name of an error, such as {@code ResourceNotFoundException}; empty if the body has
   * none.
   */
  public String error() {
    return members().get(TYPE) instanceof String type ? type.substring(type.indexOf('#') + 1) : "";
  }
}
