package dev.latchkey.management.http;

import dev.latchkey.core.application.ExplainRequest.Question;
import dev.latchkey.core.domain.ApiRequest;
import dev.latchkey.core.domain.IpAddress;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Route;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses requests to explain a decision. */
public final class ExplainRequests {
  private static final String API_KEY = "api_key";
  private static final String KEY_ID = "key_id";
  private static final String API_ID = "api_id";
  private static final String HOST = "host";
  private static final String STAGE = "stage";
  private static final String AT = "at";
  private static final int MAX_KEY = 512;
  private static final int MAX_PATH = 4_096;
  private static final Pattern METHOD = Pattern.compile("[A-Z]{1,32}");
  private static final Pattern API = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern STAGE_NAME = Pattern.compile("[A-Za-z0-9_$-]{1,128}");

  private ExplainRequests() {}

  /**
   * Returns the request to explain.
   *
   * @param now the latest time that {@code at} can have
   */
  public static Question question(Request request, Instant now) {
    RequestReader input = RequestReader.of(request);
    ObjectReader body = input.body();
    String apiKey = body.text(API_KEY, ExplainRequests::keyProblem);
    String keyId = body.text(KEY_ID, KeyId::problem);
    if (body.has(API_KEY) == body.has(KEY_ID)) {
      body.refuse(KEY_ID, "is required, unless api_key is given, and then it must be absent");
    }
    String method =
        body.requiredText("method", matches(METHOD, "must be a method in upper case, such as GET"));
    String host = body.text(HOST, ExplainRequests::hostProblem);
    String apiId = body.text(API_ID, matches(API, "must be the ID of an API"));
    String stage = body.text(STAGE, matches(STAGE_NAME, "must be the name of a stage"));
    if (body.has(HOST)) {
      for (String name : List.of(API_ID, STAGE)) {
        if (body.has(name)) {
          body.refuse(name, "must be absent with host");
        }
      }
    } else if (!body.has(API_ID)) {
      body.refuse(API_ID, "is required, unless host is given");
    }
    String path = body.requiredText("path", ExplainRequests::pathProblem);
    String sourceIp = body.text("source_ip", ExplainRequests::addressProblem);
    Instant at = body.time(AT);
    if (at != null && at.isAfter(now)) {
      body.refuse(AT, "must not be in the future");
    }
    body.refuseOthers();
    input.check();
    return new Question(
        apiKey,
        Optional.ofNullable(keyId).flatMap(KeyId::parse).orElse(null),
        host == null
            ? new ApiRequest(
                Objects.requireNonNullElse(apiId, ""),
                Objects.requireNonNullElse(stage, ""),
                method,
                path)
            : ApiRequest.toHost(host, method, path),
        sourceIp,
        at);
  }

  private static Function<String, @Nullable String> matches(Pattern form, String problem) {
    return text -> form.matcher(text).matches() ? null : problem;
  }

  private static @Nullable String keyProblem(String text) {
    return text.isEmpty() || text.length() > MAX_KEY
        ? "must be 1 to %d characters long".formatted(MAX_KEY)
        : null;
  }

  private static @Nullable String hostProblem(String text) {
    return text.startsWith("*") ? "must be a single host's name" : Route.problem(HOST, text);
  }

  private static @Nullable String pathProblem(String text) {
    if (!text.startsWith("/") || text.length() > MAX_PATH) {
      return "must begin with / and have at most %,d characters".formatted(MAX_PATH);
    }
    return text.indexOf('?') < 0 && text.indexOf('#') < 0 ? null : "must be without the query";
  }

  private static @Nullable String addressProblem(String text) {
    return IpAddress.parse(text) == null ? "must be an IPv4 or IPv6 address" : null;
  }
}
