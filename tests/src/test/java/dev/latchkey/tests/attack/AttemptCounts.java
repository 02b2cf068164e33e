package dev.latchkey.tests.attack;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** How requests of the SDK's client end that have so many tries. Thread-safe. */
final class AttemptCounts implements ExecutionInterceptor {
  /** As many as the functions' clients have. */
  static final int MOST = 3;

  private static final ExecutionAttribute<Integer> NUMBER = new ExecutionAttribute<>("Tries");

  private final LongAdder answered = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder givenUp = new LongAdder();

  @Override
  public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes request) {
    request.putAttribute(NUMBER, number(request) + 1);
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes request) {
    answered.increment();
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes request) {
    if (context.exception() instanceof ConditionalCheckFailedException) {
      answered.increment();
    } else if (number(request) >= MOST) {
      failed.increment();
    } else {
      givenUp.increment();
    }
  }

  private static int number(ExecutionAttributes request) {
    @Nullable Integer number = request.getAttribute(NUMBER);
    return number == null ? 0 : number;
  }

  /** How many have ended. */
  long requests() {
    return answered.sum() + failed.sum() + givenUp.sum();
  }

  /** Which part of them DynamoDB answered. */
  double successRate() {
    return answered.sum() / (double) requests();
  }

  /** Which part it would answer if each had all of its tries and so many of a hundred fail. */
  static double chance(int percent) {
    return 1 - Math.pow(percent / 100.0, MOST);
  }

  /** How many were not tried again though they had tries left: quota or time was used up. */
  long givenUp() {
    return givenUp.sum();
  }

  /** The figures, beside what chance would be. */
  String figure(int percent) {
    return "%.2f %% of management's %,d requests succeeded (1 − p³ = %.2f %%), %,d failed %d times, %,d were given up before"
        .formatted(
            100 * successRate(),
            requests(),
            100 * chance(percent),
            failed.sum(),
            MOST,
            givenUp.sum());
  }
}
