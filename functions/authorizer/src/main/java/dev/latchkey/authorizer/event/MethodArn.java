package dev.latchkey.authorizer.event;

import dev.latchkey.core.domain.ApiRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of a request: {@code arn:<partition>:execute-api:<region>:<account>:<api
 * id>/<stage>/<method>/<path>}. The path is as the client sent it; it is untrusted and may be
 * empty.
 *
 * @param text the whole ARN
 * @param scope the part before the API's ID: partition, service, Region and account
 * @param request the request that it names
 */
public record MethodArn(String text, String scope, ApiRequest request) {
  /** The maximum length of a policy's resource in API Gateway. */
  public static final int MAX_RESOURCE_LENGTH = 512;

  private static final Pattern FORM =
      Pattern.compile(
          "(arn:[a-z0-9-]{1,32}:execute-api:[a-z0-9-]{1,32}:[0-9]{1,32}:)"
              + "([A-Za-z0-9-]{1,64})/([A-Za-z0-9_$-]{1,128})/([A-Za-z]{1,32})(/.*)",
          Pattern.DOTALL);

  /**
   * Parses an ARN.
   *
   * @throws MalformedEventException if the text is not such an ARN
   */
  public static MethodArn parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new MalformedEventException("not the ARN of a method");
    }
    return new MethodArn(
        text,
        parts.group(1),
        new ApiRequest(parts.group(2), parts.group(3), parts.group(4), parts.group(5)));
  }

  /** Returns the ARN of another method in the same partition, Region and account. */
  public String resource(String apiId, String stage, String method, String path) {
    return scope + apiId + '/' + stage + '/' + method + path;
  }

  /**
   * Returns whether a policy can name exactly this request: it contains no wildcard or policy
   * variable and is not too long.
   */
  public boolean isLiteral() {
    return text.length() <= MAX_RESOURCE_LENGTH
        && text.indexOf('*') < 0
        && text.indexOf('?') < 0
        && !text.contains("${");
  }
}
