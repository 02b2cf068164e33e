package dev.latchkey.authorizer;

/**
 * A key could not be verified because the service or its table failed. API Gateway reports it as an
 * authorizer failure, never as 401: an outage must not make anyone replace a valid key. The cause
 * is in the log only.
 */
public final class UnavailableException extends RuntimeException {
  public UnavailableException() {
    super("Unavailable", null, false, false);
  }
}
