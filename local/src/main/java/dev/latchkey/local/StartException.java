package dev.latchkey.local;

/** A reason not to start, in one sentence for the person at the keyboard. */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StartException(String sentence) {
    super(sentence);
  }

  StartException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
