package dev.latchkey.testing;

import dev.latchkey.testing.Loopback.Answer;
import dev.latchkey.testing.Loopback.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;

/**
 * AWS Lambda's Runtime API for one function: it hands out events one by one and takes the answers.
 * Times are {@link System#nanoTime}.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
public final class RuntimeApi implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Loopback server;
  private final BlockingQueue<byte[]> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch restorable = new CountDownLatch(1);
  private final CountDownLatch restore = new CountDownLatch(1);
  private volatile long askedAt;
  private volatile long handedOutAt;

  /** The response of a function, or the error with which an invocation or its start failed. */
  public record Reply(boolean isError, String body, long handedOutAt, long answeredAt) {
    /** The time from the event to the reply. */
    public Duration took() {
      return Duration.ofNanos(answeredAt - handedOutAt);
    }
  }

  /** Listens on a free port of this machine. */
  public RuntimeApi() throws IOException {
    server = new Loopback(ServerSocketFactory.getDefault(), this::answer);
  }

  /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
  public String address() {
    return "127.0.0.1:" + server.port();
  }

  /** The moment at which the function first asked for an event: its initialization has ended. */
  public long awaitInitialized() throws InterruptedException {
    await(asked, "did not ask for an event");
    return askedAt;
  }

  /** Waits until the function is ready for its snapshot. */
  public void awaitRestorable() throws InterruptedException {
    await(restorable, "did not reach its snapshot");
  }

  /** Lets the function go on from its snapshot. */
  public void restore() {
    restore.countDown();
  }

  /**
   * Invokes the function with an event in JSON.
   *
   * @throws IllegalStateException if there is no reply within a minute
   */
  public Reply invoke(String event) throws InterruptedException {
    return invoke(event.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Invokes the function with an event's bytes.
   *
   * @throws IllegalStateException if there is no reply within a minute
   */
  public Reply invoke(byte[] event) throws InterruptedException {
    events.add(event);
    Reply reply = replies.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (reply == null) {
      throw new IllegalStateException("The function did not answer.");
    }
    return reply;
  }

  @Override
  public void close() {
    server.close();
  }

  private Answer answer(Request request) throws InterruptedException {
    String path = request.path();
    if (path.endsWith("/invocation/next")) {
      askedAt = askedAt == 0 ? System.nanoTime() : askedAt;
      asked.countDown();
      byte[] event = events.take();
      handedOutAt = System.nanoTime();
      return new Answer(200, invocationHeaders(), event);
    }
    if (path.endsWith("/restore/next")) {
      restorable.countDown();
      restore.await();
      return Answer.json(200, "{}");
    }
    replies.add(
        new Reply(
            path.endsWith("/error"),
            new String(request.body(), StandardCharsets.UTF_8),
            handedOutAt,
            System.nanoTime()));
    return Answer.json(202, "{\"status\":\"OK\"}");
  }

  private static String invocationHeaders() {
    return """
        Content-Type: application/json\r
        Lambda-Runtime-Aws-Request-Id: %s\r
        Lambda-Runtime-Deadline-Ms: %d\r
        Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:000000000000:function:under-test\r
        """
        .formatted(UUID.randomUUID(), System.currentTimeMillis() + PATIENCE.toMillis());
  }

  private static void await(CountDownLatch latch, String failure) throws InterruptedException {
    if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("The function " + failure + ".");
    }
  }
}
