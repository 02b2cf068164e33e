package dev.latchkey.authorizer.frontdoor;

import java.util.LinkedHashMap;
import java.util.Map;

/** A request to the front door that does not say which request it is about. */
public final class RejectedRequestException extends RuntimeException {
  private final int status;
  private final String problem;
  private final String title;
  private final transient Map<String, String> errors;

  private RejectedRequestException(
      int status, String problem, String title, String detail, Map<String, String> errors) {
    super(detail, null, false, false);
    this.status = status;
    this.problem = problem;
    this.title = title;
    this.errors = new LinkedHashMap<>(errors);
  }

  /** Returns the rejection of a request that cannot be read. */
  static RejectedRequestException malformed(String detail) {
    return new RejectedRequestException(
        400, "malformed-request", "Malformed request", detail, Map.of());
  }

  /** Returns the rejection of a request to a path or with a method that does not exist. */
  static RejectedRequestException notFound() {
    return new RejectedRequestException(404, "not-found", "Not found", "No such route.", Map.of());
  }

  /**
   * Returns the rejection of a body with wrong fields.
   *
   * @param errors what is wrong, by JSON Pointer
   */
  static RejectedRequestException invalid(Map<String, String> errors) {
    return new RejectedRequestException(
        422,
        "invalid-request",
        "Invalid request",
        "One or more parts of the request are invalid.",
        errors);
  }

  int status() {
    return status;
  }

  /** Returns the last part of the problem's type. */
  String problem() {
    return problem;
  }

  String title() {
    return title;
  }

  /** Returns what is wrong with the body, by JSON Pointer. */
  Map<String, String> errors() {
    return errors;
  }
}
