package dev.latchkey.local.logs;

import dev.latchkey.local.template.LocalAccount;
import dev.latchkey.local.template.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The log subscriptions at work: lines that functions print go to the functions that subscribe to
 * them, about a tenth of a second later. A call that fails is made twice more, as Lambda does. What
 * is not delivered when this ends is lost.
 */
public final class LogSubscriptions implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int TRIES = 3;

  private record Line(LogSubscription subscription, LogEvents.Event event) {}

  private final List<LogSubscription> subscriptions;
  private final LogSubscriber subscriber;
  private final Consumer<String> log;
  private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
  private final AtomicLong number;
  private final Thread thread;
  private volatile boolean closed;

  private LogSubscriptions(
      List<LogSubscription> subscriptions,
      LogSubscriber subscriber,
      Consumer<String> log,
      long firstNumber) {
    this.subscriptions = subscriptions;
    this.subscriber = subscriber;
    this.log = log;
    this.number = new AtomicLong(firstNumber);
    this.thread = new Thread(this::run, "log subscriptions");
    thread.setDaemon(true);
  }

  /**
   * Starts delivering.
   *
   * @param log where one line goes for each failed call
   * @throws IllegalArgumentException if a filter pattern uses what is not known here
   */
  public static LogSubscriptions start(
      List<Template> templates, LogSubscriber subscriber, Consumer<String> log) {
    List<LogSubscription> subscriptions = new ArrayList<>();
    for (Template template : templates) {
      template
          .logSources()
          .forEach(source -> subscriptions.add(LogSubscription.of(template, source)));
    }
    LogSubscriptions started =
        new LogSubscriptions(
            List.copyOf(subscriptions),
            subscriber,
            log,
            Duration.ofMillis(System.currentTimeMillis()).toNanos());
    started.thread.start();
    return started;
  }

  /** Takes a printed line, such as {@code [stack Function] {"level":"INFO"}}. */
  public void accept(String printed) {
    int end = printed.indexOf("] ");
    if (end < 0 || !printed.startsWith("[")) {
      return;
    }
    String writer = printed.substring(1, end);
    String message = printed.substring(end + 2);
    for (LogSubscription subscription : subscriptions) {
      if (subscription.wants(writer, message)) {
        lines.add(
            new Line(
                subscription,
                new LogEvents.Event(
                    number.getAndIncrement(), System.currentTimeMillis(), message)));
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed) {
        List<Line> taken = new ArrayList<>();
        taken.add(lines.take());
        Thread.sleep(PAUSE.toMillis());
        lines.drainTo(taken);
        for (LogSubscription subscription : subscriptions) {
          List<LogEvents.Event> events =
              taken.stream()
                  .filter(line -> line.subscription().equals(subscription))
                  .map(Line::event)
                  .toList();
          if (!events.isEmpty()) {
            deliver(subscription, LogEvents.json(subscription.source(), LocalAccount.ID, events));
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(LogSubscription subscription, byte[] event) throws InterruptedException {
    for (int attempt = 1; attempt <= TRIES && !closed; attempt++) {
      try {
        subscriber.invoke(subscription.source().functionArn(), event);
        return;
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        if (!closed) {
          log.accept(
              "%s did not take log lines, attempt %d of %d: %s"
                  .formatted(subscription.source().function(), attempt, TRIES, e.getMessage()));
        }
      }
    }
  }
}
