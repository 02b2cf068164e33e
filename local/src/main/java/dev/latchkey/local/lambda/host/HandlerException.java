package dev.latchkey.local.lambda.host;

/** Why a function's handler cannot be loaded, in one sentence. */
final class HandlerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  HandlerException(String sentence) {
    super(sentence);
  }
}
