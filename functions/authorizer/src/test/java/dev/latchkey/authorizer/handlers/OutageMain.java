package dev.latchkey.authorizer.handlers;

import dev.latchkey.authorizer.event.AuthorizerEvent;
import dev.latchkey.authorizer.event.SampleEvents;
import dev.latchkey.testing.TestContext;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/** Runs the function as Lambda does, in its own process with an unreachable table. */
final class OutageMain {
  private OutageMain() {}

  /** Prints the failure of a request with the key from the first argument, and its duration. */
  public static void main(String[] arguments) throws Exception {
    AuthorizeKeyHandler handler = new AuthorizeKeyHandler();
    long start = System.nanoTime();
    String outcome = "an answer";
    try {
      handler.handleRequest(
          new ByteArrayInputStream(
              SampleEvents.withKey(AuthorizerEvent.Format.REST, SampleEvents.ORDERS, arguments[0])),
          OutputStream.nullOutputStream(),
          new TestContext("request"));
    } catch (RuntimeException e) {
      outcome = e.getMessage();
    }
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    System.out.println("outcome " + outcome + " after " + took);
  }
}
