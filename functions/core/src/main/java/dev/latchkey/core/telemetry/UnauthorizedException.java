package dev.latchkey.core.telemetry;

/**
 * The refusal of a Lambda authorizer on a REST API: API Gateway returns 401 to an authorizer that
 * fails with exactly this message. It has no stack trace, since it is no error.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html">API
 *     Gateway Lambda authorizers</a>
 */
public final class UnauthorizedException extends RuntimeException {
  public UnauthorizedException() {
    super("Unauthorized", null, false, false);
  }
}
