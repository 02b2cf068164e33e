package dev.latchkey.management.http;

import dev.latchkey.core.application.FieldError;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.management.json.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * The one table from a refusal's reason to its answer, a problem of RFC 9457. Whatever the public
 * is told of a failure stands here.
 */
public final class Problems {
  private static final String TYPE_PREFIX = "urn:latchkey:problem:";

  private Problems() {}

  private record Row(int status, String title, String detail) {}

  /** The answer to a refused request. */
  public static Response answer(RequestException fault, String requestId) {
    return answer(fault, row(fault.reason()).detail(), requestId);
  }

  /**
   * The answer to an operator who has none of the roles that a request takes.
   *
   * @param roles the roles that would do, as far as they are known
   */
  public static Response forbidden(List<String> roles, String requestId) {
    RequestException fault = RequestException.of(RequestException.Reason.FORBIDDEN);
    String detail =
        switch (roles.size()) {
          case 0 -> row(fault.reason()).detail();
          case 1 -> "This needs the role " + roles.get(0) + ".";
          default -> "This needs one of the roles " + String.join(", ", roles) + ".";
        };
    return answer(fault, detail, requestId);
  }

  /** The last part of a problem's type, such as {@code key-active}. */
  public static String slug(RequestException.Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Response answer(RequestException fault, String detail, String requestId) {
    Row row = row(fault.reason());
    JsonObject problem =
        new JsonObject()
            .with("type", TYPE_PREFIX + slug(fault.reason()))
            .with("title", row.title())
            .with("status", row.status())
            .with("detail", detail)
            .with("instance", requestId)
            .with("previous_secret_until", fault.previousSecretUntil());
    if (!fault.errors().isEmpty()) {
      problem.with("errors", fault.errors().stream().map(Problems::error).toList());
    }
    Response answer =
        Response.of(row.status(), problem).with("Content-Type", "application/problem+json");
    return switch (fault.reason()) {
      case UNAUTHORIZED -> answer.with("WWW-Authenticate", "Bearer");
      case THROTTLED, UNAVAILABLE -> answer.with("Retry-After", "1");
      default -> answer;
    };
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
              "The cursor is not one of ours, or belongs to another query. Start at the first"
                  + " page.");
      case UNAUTHORIZED ->
          new Row(401, "Unauthorized", "The operator's token is missing or not acceptable.");
      case FORBIDDEN -> new Row(403, "Forbidden", "This needs a role that the token has not.");
      case NOT_FOUND -> new Row(404, "Not found", "No such key, data API or route.");
      case KEY_ACTIVE -> new Row(409, "Key is active", "The key is active. Revoke it first.");
      case KEY_REVOKED ->
          new Row(
              409, "Key is revoked", "The key is revoked, which cannot be undone. Make a new one.");
      case KEY_EXPIRED -> new Row(409, "Key is expired", "The key is expired. Make a new one.");
      case ROTATION_PENDING ->
          new Row(
              409,
              "Rotation pending",
              "A previous secret still works. Wait until it ends, or choose which secret to discard:"
                  + " set on_pending to discard_new if the new secret was never received, else to"
                  + " end_previous.");
      case IDEMPOTENCY_KEY_SPENT ->
          new Row(
              409,
              "Idempotency-Key spent",
              "The request with this Idempotency-Key was carried out, and what it created was"
                  + " deleted. Use a new Idempotency-Key to create another.");
      case DATA_API_EXISTS ->
          new Row(
              409,
              "Data API exists",
              "This ID is in use, or belonged to a data API of another domain. Choose another.");
      case DATA_API_IN_USE ->
          new Row(409, "Data API in use", "The data API has an active key. Revoke its keys first.");
      case BODY_TOO_LARGE -> new Row(413, "Body too large", "The body is larger than 16 KiB.");
      case UNSUPPORTED_MEDIA_TYPE ->
          new Row(
              415,
              "Unsupported media type",
              "The body must be application/json. Send the header Content-Type: application/json.");
      case INVALID_REQUEST ->
          new Row(422, "Invalid request", "One or more parts of the request are wrong.");
      case IDEMPOTENCY_KEY_REUSED ->
          new Row(
              422,
              "Idempotency-Key reused",
              "This Idempotency-Key came before with another body. Use a new one for each intent.");
      case THROTTLED -> new Row(429, "Too many requests", "Slow down and try again.");
      case UNAVAILABLE -> new Row(503, "Unavailable", "The service cannot answer now. Try again.");
      case INTERNAL ->
          new Row(500, "Internal error", "Something went wrong on our side. Quote the request id.");
    };
  }
}
