package dev.latchkey.management.http;

import dev.latchkey.core.application.FieldError;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.management.json.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * Maps the reason of a refusal to a problem response (RFC 9457). All texts that clients see about
 * errors are here.
 */
public final class Problems {
  private static final String TYPE_PREFIX = "urn:latchkey:problem:";

  private Problems() {}

  private record Row(int status, String title, String detail) {}

  /** Returns the response to a refused request. */
  public static Response respond(RequestException exception, String requestId) {
    return respond(
        exception,
        exception.refused() == null
            ? row(exception.reason()).detail()
            : "The API key is missing or invalid.",
        requestId);
  }

  /**
   * Returns the response to an operator who has no role that allows the request.
   *
   * @param roles the roles that allow the request; empty if unknown
   */
  public static Response forbidden(List<String> roles, String requestId) {
    RequestException exception = RequestException.of(RequestException.Reason.FORBIDDEN);
    String detail =
        switch (roles.size()) {
          case 0 -> row(exception.reason()).detail();
          case 1 -> "This requires the role " + roles.get(0) + ".";
          default -> "This requires one of the roles " + String.join(", ", roles) + ".";
        };
    return respond(exception, detail, requestId);
  }

  /** Returns the response to an operator with roles in too many domains. */
  public static Response tooManyDomains(String requestId) {
    return respond(
        RequestException.of(RequestException.Reason.FORBIDDEN),
        "Your token has roles for more than 10 domains. Use a token with fewer, or a role for all.",
        requestId);
  }

  /** Returns the last part of a problem's type, such as {@code key-active}. */
  public static String slug(RequestException.Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the sentence that tells a client why a request was refused. */
  public static String detail(RequestException exception) {
    return row(exception.reason()).detail();
  }

  private static Response respond(RequestException exception, String detail, String requestId) {
    KeyId keyId = exception.keyId();
    JsonObject problem =
        problem(exception, detail)
            .with("instance", requestId)
            .with("previous_secret_until", exception.previousSecretUntil())
            .with("key_id", keyId == null ? null : keyId.value());
    Response response =
        Response.of(row(exception.reason()).status(), withErrors(problem, exception))
            .with("Content-Type", "application/problem+json");
    return switch (exception.reason()) {
      case UNAUTHORIZED -> response.with("WWW-Authenticate", "Bearer");
      case THROTTLED, UNAVAILABLE -> response.with("Retry-After", "1");
      default -> response;
    };
  }

  /** Returns the problem of one key of a request that changes several. */
  static JsonObject ofOne(RequestException exception) {
    return withErrors(problem(exception, row(exception.reason()).detail()), exception);
  }

  private static JsonObject problem(RequestException exception, String detail) {
    Row row = row(exception.reason());
    return new JsonObject()
        .with("type", TYPE_PREFIX + slug(exception.reason()))
        .with("title", row.title())
        .with("status", row.status())
        .with("detail", detail);
  }

  private static JsonObject withErrors(JsonObject problem, RequestException exception) {
    return exception.errors().isEmpty()
        ? problem
        : problem.with("errors", exception.errors().stream().map(Problems::error).toList());
  }

  private static JsonObject error(FieldError error) {
    return new JsonObject()
        .with(error.place().name().toLowerCase(Locale.ROOT), error.name())
        .with("detail", error.detail());
  }

  private static Row row(RequestException.Reason reason) {
    return switch (reason) {
      case MALFORMED_REQUEST -> new Row(400, "Malformed request", "The body is not a JSON object.");
      case CURSOR_INVALID ->
          new Row(
              400,
              "Invalid cursor",
              "The cursor is invalid or belongs to a different query. Start at the first"
                  + " page.");
      case UNAUTHORIZED -> new Row(401, "Unauthorized", "The access token is missing or invalid.");
      case FORBIDDEN ->
          new Row(403, "Forbidden", "Your token has no role that allows this in this domain.");
      case NOT_FOUND -> new Row(404, "Not found", "No such key, data API or route.");
      case KEY_ACTIVE ->
          new Row(409, "Key is active", "The key is active or suspended. Revoke it first.");
      case KEY_REVOKED ->
          new Row(
              409,
              "Key is revoked",
              "The key is revoked, which cannot be undone. Create a new one.");
      case KEY_EXPIRED -> new Row(409, "Key is expired", "The key is expired. Create a new one.");
      case KEY_EXISTS ->
          new Row(
              409,
              "Key exists",
              "This key ID is in use, or belonged to a deleted key. Generate a new key with another ID.");
      case KEY_CHANGED ->
          new Row(
              409,
              "Key was changed",
              "The key has another revision. Read it, and try again if you still want the change.");
      case ROTATION_PENDING ->
          new Row(
              409,
              "Rotation pending",
              "A previous secret still works. Wait until it expires, or choose which secret to discard:"
                  + " set on_pending to discard_new if you never received the new secret, else to"
                  + " end_previous.");
      case IDEMPOTENCY_KEY_SPENT ->
          new Row(
              409,
              "Idempotency-Key spent",
              "The key or data API that this Idempotency-Key created was deleted. Use a new"
                  + " Idempotency-Key to create another.");
      case DATA_API_EXISTS ->
          new Row(
              409,
              "Data API exists",
              "This ID is in use, or was registered in another domain. Choose another ID.");
      case DATA_API_IN_USE ->
          new Row(
              409,
              "Data API in use",
              "The data API has an active or suspended key. Revoke its keys first.");
      case ROUTE_TAKEN ->
          new Row(
              409,
              "Route taken",
              "A data API of another domain has a route that overlaps one of these. Choose other"
                  + " routes.");
      case BODY_TOO_LARGE -> new Row(413, "Body too large", "The body is larger than 16 KiB.");
      case UNSUPPORTED_MEDIA_TYPE ->
          new Row(
              415,
              "Unsupported media type",
              "The body must be application/json. Send the header Content-Type: application/json.");
      case INVALID_REQUEST ->
          new Row(422, "Invalid request", "One or more parts of the request are invalid.");
      case IDEMPOTENCY_KEY_REUSED ->
          new Row(
              422,
              "Idempotency-Key reused",
              "This Idempotency-Key was used with a different body. Use a new one for each request.");
      case THROTTLED -> new Row(429, "Too many requests", "Slow down and try again.");
      case NOT_DELIVERED ->
          new Row(
              502,
              "Not delivered",
              "The key has a new secret, which may not be in Secrets Manager and was not shown. Rotate"
                  + " the key with deliver_to.");
      case UNAVAILABLE -> new Row(503, "Unavailable", "The service is unavailable. Try again.");
      case INTERNAL ->
          new Row(500, "Internal error", "Something went wrong on our side. Quote the request ID.");
    };
  }
}
