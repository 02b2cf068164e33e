package dev.latchkey.core.telemetry;

/**
 * Denies a request as unauthorized in a Lambda authorizer of a REST API: API Gateway returns 401 if
 * the authorizer fails with exactly this message. It has no stack trace, since it is not an error.
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
