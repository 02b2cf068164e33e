package dev.latchkey.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authorizer.event.AuthorizerEvent;
import dev.latchkey.authorizer.event.MethodArn;
import dev.latchkey.authorizer.event.SampleEvents;
import dev.latchkey.core.application.KeyHeaders.Credential;
import dev.latchkey.core.domain.SecretVersion;
import dev.latchkey.core.telemetry.Counter;
import dev.latchkey.core.telemetry.Telemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The lines in {@code benchmarks/log-lines.txt}, from which the costs are computed, are those that
 * the authorizer writes about requests with IDs and names of usual length.
 */
class LogLinesTest {
  private static final Path FILE = Path.of("..", "..", "benchmarks", "log-lines.txt");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final DecisionLog log =
      new DecisionLog(
          new Telemetry(
              "latchkey-AuthorizeKeyFunction-Q2xSdW5kZXJz",
              Instant::now,
              () -> new PrintStream(out, true, UTF_8)),
          false);
  private final List<String> lines = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-27T09:15:00.123Z");

  @Test
  void theLinesOfTheCostsAreThoseOfTheAuthorizer() throws IOException {
    allow();
    take("allowed", 0);
    take("metrics", 1);
    for (int i = 0; i < AllowedCalls.EACH - 1 + AllowedCalls.TOGETHER; i++) {
      allow();
    }
    take("allowed together", AllowedCalls.EACH - 1);
    now = now.plusSeconds(60);
    allow();
    out.reset();
    for (int i = 0; i < Durations.MAX - 1; i++) {
      allow();
    }
    now = now.plusSeconds(60);
    allow();
    List<String> written = out.toString(UTF_8).lines().toList();
    take("metrics of 100 or more", written.size() - 1);
    refuse("expired", "4Zq8Rw1TnB7xKd2M");
    take("refused", 0);
    for (int i = 0; i < 100; i++) {
      refuse("malformed", null);
    }
    out.reset();
    now = now.plusSeconds(1);
    refuse("malformed", null);
    take("refused together", 0);
    String kept =
        String.join("", Files.readAllLines(FILE).stream().map(line -> line + "\n").toList());
    assertThat(kept).startsWith(String.join("", lines));
  }

  /** Takes one of the lines since the last call. */
  private void take(String name, int index) {
    List<String> written = out.toString(UTF_8).lines().toList();
    lines.add(name + "\t" + written.get(index) + "\n");
    if (!name.equals("allowed")) {
      out.reset();
    }
  }

  private void allow() {
    Decision decision = decision();
    decision.keyId = "4Zq8Rw1TnB7xKd2M";
    decision.dataApiId = "orders-data-api";
    decision.secret = SecretVersion.CURRENT;
    decision.allowed();
    log.add(decision, now);
  }

  private void refuse(String reason, @Nullable String keyId) {
    Decision decision = decision();
    decision.keyId = keyId;
    decision.counter = Counter.REFUSED;
    decision.reason = reason;
    log.add(decision, now);
  }

  private static Decision decision() {
    Decision decision = new Decision("8f0c2a6e-1d3b-4c5a-9e7f-0a1b2c3d4e5f");
    decision.nanoseconds = 5_123_000;
    decision.event =
        new AuthorizerEvent(
            AuthorizerEvent.Format.REST,
            MethodArn.parse(SampleEvents.ORDERS),
            new Credential.None(),
            null,
            false,
            "GET /orders/{order_id}",
            "0a1b2c3d-1d3b-4c5a-9e7f-8f0c2a6e4e5f",
            "JKJaXmPLvHcESHA=");
    return decision;
  }
}
