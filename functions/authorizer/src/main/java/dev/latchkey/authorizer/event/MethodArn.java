package dev.latchkey.authorizer.event;

import dev.latchkey.core.domain.ApiRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of a call: {@code arn:<partition>:execute-api:<region>:<account>:<api
 * id>/<stage>/<method>/<path>}. The path is as the client sent it, may hold anything, and may be
 * empty.
 *
 * @param text all of it
 * @param scope the part before the API's id: partition, service, Region and account
 * @param call what was called
 */
public record MethodArn(String text, String scope, ApiRequest call) {
  /** The most characters that API Gateway takes in a policy's resource. */
  public static final int MAX_RESOURCE_LENGTH = 512;

  private static final Pattern FORM =
      Pattern.compile(
          "(arn:[a-z0-9-]{1,32}:execute-api:[a-z0-9-]{1,32}:[0-9]{1,32}:)"
              + "([A-Za-z0-9-]{1,64})/([A-Za-z0-9_$-]{1,128})/([A-Za-z]{1,32})(/.*)",
          Pattern.DOTALL);

  /**
   * The call that an ARN names.
   *
   * @throws MalformedEventException if it has not the form of one
   */
  public static MethodArn parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new MalformedEventException("no ARN of a call");
    }
    return new MethodArn(
        text,
        parts.group(1),
        new ApiRequest(parts.group(2), parts.group(3), parts.group(4), parts.group(5)));
  }

  /** The ARN of something else in the same partition, Region and account. */
  public String resource(String apiId, String stage, String method, String path) {
    return scope + apiId + '/' + stage + '/' + method + path;
  }

  /**
   * Whether a policy can name this call and nothing else: nothing in it is a wildcard or a variable
   * there, and it is not too long.
   */
  public boolean isLiteral() {
    return text.length() <= MAX_RESOURCE_LENGTH
        && text.indexOf('*') < 0
        && text.indexOf('?') < 0
        && !text.contains("${");
  }
}
