package dev.latchkey.management.auth;

/** A token is not accepted. The message is one word for the log and never part of a response. */
public final class TokenRefusedException extends Exception {
  TokenRefusedException(String reason) {
    super(reason, null, false, false);
  }
}
