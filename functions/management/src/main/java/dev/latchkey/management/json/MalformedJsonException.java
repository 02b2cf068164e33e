package dev.latchkey.management.json;

/** A text is not valid JSON. */
public final class MalformedJsonException extends Exception {
  MalformedJsonException(Throwable cause) {
    super("not JSON", cause, false, false);
  }

  MalformedJsonException() {
    super("not JSON", null, false, false);
  }
}
