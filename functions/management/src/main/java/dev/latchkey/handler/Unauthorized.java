package dev.latchkey.handler;

/**
 * What a Lambda authorizer throws so that API Gateway answers 401: an error whose message is
 * exactly {@code Unauthorized}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html">API
 *     Gateway Lambda authorizers</a>
 */
final class Unauthorized extends RuntimeException {
  Unauthorized() {
    super("Unauthorized", null, false, false);
  }
}
