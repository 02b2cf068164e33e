package dev.latchkey.benchmarks;

import dev.latchkey.benchmarks.Loopback.Answer;
import dev.latchkey.benchmarks.Loopback.Request;
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
 * AWS Lambda's Runtime API for one function: it hands out events and takes the answers. Times are
 * {@link System#nanoTime}.
 */
final class RuntimeApi implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Loopback server;
  private final BlockingQueue<byte[]> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch restorable = new CountDownLatch(1);
  private final CountDownLatch restore = new CountDownLatch(1);
  private volatile long askedAt;
  private volatile long handedOutAt;

  /** What a function answered. */
  record Reply(boolean isError, String body, long handedOutAt, long answeredAt) {
    Duration took() {
      return Duration.ofNanos(answeredAt - handedOutAt);
    }
  }

  RuntimeApi() throws IOException {
    server = new Loopback(ServerSocketFactory.getDefault(), this::answer);
  }

  String address() {
    return "127.0.0.1:" + server.port();
  }

  /** The moment at which the function first asked for an event: its initialization has ended. */
  long awaitInitialized() throws InterruptedException {
    await(asked, "did not ask for an event");
    return askedAt;
  }

  /** Waits until the function is ready for its snapshot. */
  void awaitRestorable() throws InterruptedException {
    await(restorable, "did not reach its snapshot");
  }

  /** Lets the function go on from its snapshot. */
  void restore() {
    restore.countDown();
  }

  /** One invocation. */
  Reply invoke(String event) throws InterruptedException {
    events.add(event.getBytes(StandardCharsets.UTF_8));
    Reply reply = replies.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (reply == null) {
      throw new IllegalStateException("The function did not answer.");
    }
    return reply;
  }

  @Override
  public void close() throws IOException {
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
    if (path.contains("/init/error") || path.contains("/restore/error")) {
      throw new IllegalStateException(new String(request.body(), StandardCharsets.UTF_8));
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
        Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:000000000000:function:benchmark\r
        """
        .formatted(UUID.randomUUID(), System.currentTimeMillis() + PATIENCE.toMillis());
  }

  private static void await(CountDownLatch latch, String failure) throws InterruptedException {
    if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("The function " + failure + ".");
    }
  }
}
