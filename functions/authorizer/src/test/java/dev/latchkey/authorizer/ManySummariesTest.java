package dev.latchkey.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.SecretVersion;
import dev.latchkey.core.telemetry.Telemetry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests how many lines the allowed requests of one key have in a thousand environments. */
class ManySummariesTest {
  private static final int ENVIRONMENTS = 1_000;
  private static final long MINUTE = 60_000;

  @ParameterizedTest(name = "{0} requests a second in each: {1} lines a minute")
  @CsvSource({"1, 11000", "10, 16000"})
  void inAMinute(int requestsASecond, int lines) {
    int written =
        IntStream.range(0, ENVIRONMENTS).map(environment -> linesOf(requestsASecond)).sum();
    assertThat(written).isEqualTo(lines);
  }

  private static int linesOf(int requestsASecond) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    AllowedCalls calls =
        new AllowedCalls(
            new Telemetry(
                "authorize-key", () -> Instant.EPOCH, () -> new PrintStream(log, true, UTF_8)));
    int ofTheirOwn = 0;
    long pause = 1_000 / requestsASecond;
    for (long millis = 0; millis < MINUTE; millis += pause) {
      calls.pass(millis);
      ofTheirOwn += calls.add("A".repeat(16), SecretVersion.CURRENT, "orders", millis) ? 1 : 0;
    }
    calls.pass(MINUTE);
    return ofTheirOwn + (int) log.toString(UTF_8).lines().count();
  }
}
