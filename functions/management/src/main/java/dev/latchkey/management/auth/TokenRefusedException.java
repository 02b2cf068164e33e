package dev.latchkey.management.auth;

/** A token is not acceptable. The message is one word for the log; nobody else is told. */
public final class TokenRefusedException extends Exception {
  TokenRefusedException(String reason) {
    super(reason, null, false, false);
  }
}
