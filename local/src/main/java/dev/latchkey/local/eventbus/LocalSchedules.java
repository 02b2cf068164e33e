package dev.latchkey.local.eventbus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.local.lambda.FunctionRegistry;
import dev.latchkey.local.template.ScheduleSource;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Invokes functions on their schedules, only faster: an hour takes as long as told. */
public final class LocalSchedules implements AutoCloseable {
  private final FunctionRegistry functions;
  private final Duration hour;
  private final Consumer<String> log;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(LocalSchedules::daemon);

  /**
   * @param hour how long an hour of a schedule takes
   * @param log takes a line for each invocation that failed
   */
  public LocalSchedules(FunctionRegistry functions, Duration hour, Consumer<String> log) {
    this.functions = functions;
    this.hour = hour;
    this.log = log;
  }

  /** Starts to invoke a function, for the first time after one period. */
  public void add(ScheduleSource schedule) {
    long period = hour.multipliedBy(schedule.rate().toMinutes()).dividedBy(60).toMillis();
    ScheduledFuture<?> unused =
        timer.scheduleWithFixedDelay(
            () -> invoke(schedule), period, Math.max(1, period), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void invoke(ScheduleSource schedule) {
    try {
      functions.invoke(schedule.functionArn(), schedule.input().getBytes(UTF_8)).answer();
    } catch (RuntimeException e) {
      if (!timer.isShutdown()) {
        log.accept("the schedule of " + schedule.function() + " failed: " + e.getMessage());
      }
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "schedule");
    thread.setDaemon(true);
    return thread;
  }
}
