package dev.latchkey.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TelemetryTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T12:00:00.250999Z"));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Telemetry telemetry =
      new Telemetry("authorize", CLOCK, () -> new PrintStream(out, false, StandardCharsets.UTF_8));

  @Test
  void aLineHasTimestampLevelFunctionAndFieldsInTheirOrder() {
    telemetry.write(
        telemetry
            .line("authorize", "r-1")
            .with("b", "2")
            .with("absent", null)
            .with("a", 1)
            .with("b", "3"));

    assertThat(written())
        .isEqualTo(
            "{\"timestamp\":\"2026-11-21T12:00:00.250Z\",\"level\":\"INFO\",\"function\":\"authorize\",\"request_id\":\"r-1\",\"b\":\"3\",\"a\":1}\n");
  }

  @Test
  void anythingInAFieldStaysOnOneLine() throws IOException {
    telemetry.write(telemetry.line().with("a", "x\r\n{\"level\":\"ERROR\"}\u2028\u0085"));

    assertThat(written().lines()).hasSize(1);
    assertThat(parsed().get("a").asText()).isEqualTo("x\r\n{\"level\":\"ERROR\"}\u2028\u0085");
    assertThat(parsed().has("request_id")).isFalse();
  }

  @Test
  void aLongValueIsCut() throws IOException {
    telemetry.write(telemetry.line("authorize", "r").with("a", "x".repeat(9_000)));
    assertThat(parsed().get("a").asText()).hasSize(8_192);
  }

  @Test
  void aFailureIsAnErrorWithItsTrace() throws IOException {
    telemetry.write(telemetry.line("authorize", "r").failure(new IllegalStateException("why")));
    assertThat(parsed().get("level").asText()).isEqualTo("ERROR");
    assertThat(parsed().get("exception").asText())
        .startsWith("java.lang.IllegalStateException: why")
        .contains("TelemetryTest");
  }

  @Test
  void metricsAreDeclaredForTheFunctionAndByTheFieldsThatTheLineHas() throws IOException {
    telemetry.write(
        telemetry
            .line("authorize", "r")
            .with("reason", "expired")
            .count(Counter.REFUSED, "reason", "data_api_id"));

    JsonNode directive = parsed().at("/_aws/CloudWatchMetrics/0");
    assertThat(parsed().at("/_aws/Timestamp").asLong()).isEqualTo(1795262400250L);
    assertThat(directive.get("Namespace").asText()).isEqualTo("Latchkey");
    assertThat(directive.get("Dimensions"))
        .hasToString("[[\"function\"],[\"function\",\"reason\"]]");
    assertThat(directive.get("Metrics")).hasToString("[{\"Name\":\"refused\",\"Unit\":\"Count\"}]");
    assertThat(parsed().get("refused").asLong()).isEqualTo(1);
  }

  @Test
  void theTimeTakenIsAMetricInMilliseconds() throws IOException {
    telemetry.write(telemetry.line("authorize", "r").took(1_234_567));

    assertThat(parsed().get("milliseconds").asDouble()).isEqualTo(1.235);
    assertThat(parsed().at("/_aws/CloudWatchMetrics/0/Metrics/0/Unit").asText())
        .isEqualTo("Milliseconds");
  }

  @Test
  void everyTargetOfADirectiveIsAMemberOfTheRoot() throws IOException {
    telemetry.write(
        telemetry
            .line("authorize", "r")
            .with("data_api_id", "orders")
            .count(Counter.AUTHORIZED, "data_api_id")
            .count(Counter.REFUSED, 3)
            .took(5));

    JsonNode root = parsed();
    List<String> targets = new ArrayList<>();
    for (JsonNode directive : root.at("/_aws/CloudWatchMetrics")) {
      directive.get("Dimensions").forEach(set -> set.forEach(name -> targets.add(name.asText())));
      directive.get("Metrics").forEach(metric -> targets.add(metric.get("Name").asText()));
    }
    assertThat(targets)
        .contains("function", "data_api_id", "authorized", "refused", "milliseconds");
    assertThat(targets).allSatisfy(name -> assertThat(root.has(name)).isTrue());
  }

  @Test
  void theFunctionIsNamedByItsEnvironment() {
    PrintStream before = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      Telemetry real = Telemetry.of(Map.of("AWS_LAMBDA_FUNCTION_NAME", "f-1"), CLOCK);
      real.write(real.line());
    } finally {
      System.setOut(before);
    }
    assertThat(written()).contains("\"function\":\"f-1\"");
  }

  private String written() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private JsonNode parsed() throws IOException {
    return new ObjectMapper().readTree(written());
  }
}
