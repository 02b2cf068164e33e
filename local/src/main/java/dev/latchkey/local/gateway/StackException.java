package dev.latchkey.local.gateway;

/** Why a stack cannot be started, in one sentence. */
public final class StackException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StackException(String sentence) {
    super(sentence);
  }
}
