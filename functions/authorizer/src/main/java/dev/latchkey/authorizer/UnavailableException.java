package dev.latchkey.authorizer;

/**
 * That a key could not be judged, because of us and not of the key. API Gateway makes a failure of
 * its own of it, never a 401: nobody should replace a good key because of our outage. The cause is
 * in the log alone.
 */
public final class UnavailableException extends RuntimeException {
  public UnavailableException() {
    super("Unavailable", null, false, false);
  }
}
