package dev.latchkey.authorizer.frontdoor;

import dev.latchkey.core.application.Denial;
import dev.latchkey.core.application.Verification.Accepted;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.telemetry.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The front door's responses, as a function URL expects them. A denied request never has a status
 * of 200.
 */
public final class FrontDoorResponses {
  private static final int USUAL_LENGTH = 1_024;
  private static final int OK = 200;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final String PREFIX = "X-Latchkey-";
  private static final String RETRY_AFTER = "Retry-After";
  private static final String TITLE_OF_DENIALS = "Forbidden";

  private FrontDoorResponses() {}

  /** Returns what is known of the key: in the body, or for a proxy in headers without a body. */
  public static JsonBuffer allowed(FrontDoorRequest request, Accepted accepted) {
    Map<String, String> facts = facts(accepted);
    Map<String, String> claims = accepted.key().fields().get(KeyFields.CLAIMS);
    return request.isForwarded() ? inHeaders(facts, claims) : inBody(facts, claims);
  }

  /** Returns the response to a request without a valid key. It is the same for each reason. */
  public static JsonBuffer unauthorized(String requestId) {
    return problem(
        401,
        Map.of(),
        new Problem("unauthorized", "Unauthorized", "The API key is missing or invalid."),
        requestId);
  }

  /** Returns the response to a request that a valid key does not allow. */
  public static JsonBuffer denied(Denial denial, String requestId) {
    return problem(
        FORBIDDEN,
        Map.of(),
        new Problem(denial.problem(), TITLE_OF_DENIALS, denial.detail()),
        requestId);
  }

  /**
   * Returns the response to a request for which a quota is used up. A proxy gets 403, since NGINX
   * turns 429 into 500.
   *
   * @param retryAfter the seconds after which requests may be allowed again
   */
  public static JsonBuffer overQuota(FrontDoorRequest request, long retryAfter, String requestId) {
    return problem(
        request.isForwarded() ? FORBIDDEN : TOO_MANY_REQUESTS,
        Map.of(RETRY_AFTER, Long.toString(retryAfter)),
        new Problem(Denial.QUOTA.problem(), "Quota exceeded", Denial.QUOTA.detail()),
        requestId);
  }

  /** Returns the response if a key cannot be checked. */
  public static JsonBuffer unavailable(String requestId) {
    return problem(
        503,
        Map.of(RETRY_AFTER, "1"),
        new Problem("unavailable", "Unavailable", "The service is unavailable. Try again."),
        requestId);
  }

  /** Returns the response to a request that does not say which request it is about. */
  public static JsonBuffer rejected(RejectedRequestException rejected, String requestId) {
    return response(
        rejected.status(),
        Map.of("Content-Type", Problem.MEDIA_TYPE),
        Problem.of(rejected).json(rejected.status(), requestId));
  }

  private static JsonBuffer problem(
      int status, Map<String, String> headers, Problem problem, String requestId) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Content-Type", Problem.MEDIA_TYPE);
    return response(status, all, problem.json(status, requestId));
  }

  private static JsonBuffer inBody(
      Map<String, String> facts, @Nullable Map<String, String> claims) {
    JsonBuffer body = new JsonBuffer(USUAL_LENGTH).beginObject();
    facts.forEach((name, value) -> body.name(name).string(value));
    if (claims != null) {
      body.name("claims").beginObject();
      claims.forEach((name, value) -> body.name(name).string(value));
      body.endObject();
    }
    return response(OK, Map.of("Content-Type", "application/json"), body.endObject());
  }

  private static JsonBuffer inHeaders(
      Map<String, String> facts, @Nullable Map<String, String> claims) {
    Map<String, String> headers = new LinkedHashMap<>();
    facts.forEach((name, value) -> headers.put(PREFIX + headerName(name), encoded(value)));
    if (claims != null) {
      claims.forEach((name, value) -> headers.put(PREFIX + "Claim-" + name, encoded(value)));
    }
    return response(OK, headers, null);
  }

  private static Map<String, String> facts(Accepted accepted) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("key_id", accepted.key().keyId().value());
    facts.put("data_api_id", accepted.dataApi().dataApiId());
    facts.put("name", accepted.key().fields().require(KeyFields.NAME));
    facts.put("domain", accepted.dataApi().ref().domain());
    facts.put("dataset", accepted.dataApi().fields().require(DataApiFields.DATASET));
    String owner = accepted.key().fields().get(KeyFields.OWNER);
    if (owner != null) {
      facts.put("owner", owner);
    }
    facts.put("expires_at", accepted.key().expiresAt().toString());
    return facts;
  }

  /** Returns {@code Key-Id} for {@code key_id}. */
  private static String headerName(String field) {
    StringBuilder name = new StringBuilder();
    for (String word : field.split("_", -1)) {
      name.append(name.isEmpty() ? "" : "-").append(Character.toUpperCase(word.charAt(0)));
      name.append(word, 1, word.length());
    }
    return name.toString();
  }

  /**
   * Returns a text as a header's value: what is not printable ASCII, and {@code %} itself, is
   * percent-encoded UTF-8.
   */
  static String encoded(String text) {
    StringBuilder value = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      if (each >= ' ' && each < 0x7F && each != '%') {
        value.append((char) each);
      } else {
        value.append(String.format(Locale.ROOT, "%%%02X", each));
      }
    }
    return value.toString();
  }

  private static JsonBuffer response(
      int status, Map<String, String> headers, @Nullable JsonBuffer body) {
    JsonBuffer json = new JsonBuffer(USUAL_LENGTH).beginObject();
    json.name("statusCode").number(status).name("headers").beginObject();
    headers.forEach((name, value) -> json.name(name).string(value));
    json.name("Cache-Control").string("no-store").endObject();
    if (body != null) {
      json.name("body").string(body + "\n");
    }
    return json.endObject();
  }
}
