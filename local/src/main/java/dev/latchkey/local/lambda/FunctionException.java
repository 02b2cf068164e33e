package dev.latchkey.local.lambda;

/** Why functions cannot be started or called, in one sentence. */
public final class FunctionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public FunctionException(String sentence) {
    super(sentence);
  }
}
