package dev.latchkey.authorizer.handlers;

import dev.latchkey.authorizer.event.EventFormat;
import dev.latchkey.authorizer.event.SampleEvents;
import dev.latchkey.testing.TestContext;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/** The function as Lambda starts it, in a process of its own with a table out of reach. */
final class OutageMain {
  private OutageMain() {}

  /** Prints what a request with the key that is the one argument fails with, and after how long. */
  public static void main(String[] arguments) throws Exception {
    AuthorizeKeyHandler handler = new AuthorizeKeyHandler();
    long start = System.nanoTime();
    String outcome = "an answer";
    try {
      handler.handleRequest(
          new ByteArrayInputStream(
              SampleEvents.withKey(EventFormat.REST, SampleEvents.ORDERS, arguments[0])),
          OutputStream.nullOutputStream(),
          new TestContext("request"));
    } catch (RuntimeException e) {
      outcome = e.getMessage();
    }
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    System.out.println("outcome " + outcome + " after " + took);
  }
}
