package dev.latchkey.local.eventbus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.lambda.FunctionRegistry;
import dev.latchkey.local.template.ScheduleSource;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LocalSchedulesTest {
  private final BlockingQueue<String> log = new LinkedBlockingQueue<>();

  /** A function that is not there, so that each invocation leaves a line. */
  private static ScheduleSource schedule(Duration rate) {
    return new ScheduleSource("Missing", "arn:aws:lambda:x:0:function:missing", rate, "{}");
  }

  @Test
  void aFunctionIsInvokedAgainAndAgainAlsoIfItFails() throws InterruptedException {
    try (LocalSchedules schedules =
        new LocalSchedules(new FunctionRegistry(), Duration.ofMillis(20), log::add)) {
      schedules.add(schedule(Duration.ofHours(1)));
      for (int i = 0; i < 3; i++) {
        assertThat(log.poll(20, TimeUnit.SECONDS))
            .isEqualTo(
                "the schedule of Missing failed: "
                    + "There is no function arn:aws:lambda:x:0:function:missing.");
      }
    }
  }
}
