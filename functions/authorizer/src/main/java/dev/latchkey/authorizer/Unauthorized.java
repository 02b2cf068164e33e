package dev.latchkey.authorizer;

/**
 * The refusal of a key on a REST API: API Gateway answers 401 to an authorizer that fails with
 * exactly this message, and knows no other way. It has no stack trace, since it is no error.
 */
final class Unauthorized extends RuntimeException {
  Unauthorized() {
    super("Unauthorized", null, false, false);
  }
}
