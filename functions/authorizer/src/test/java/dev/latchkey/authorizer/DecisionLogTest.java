package dev.latchkey.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.core.domain.SecretVersion;
import dev.latchkey.core.telemetry.Counter;
import dev.latchkey.core.telemetry.Telemetry;
import dev.latchkey.testing.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the log of one environment by a clock that the test sets. */
class DecisionLogTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "4Zq8Rw1TnB7xKd2M";
  private static final String OTHER = "5Zq8Rw1TnB7xKd2M";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Instant now = Instant.parse("2026-03-04T05:06:00Z");
  private final Telemetry telemetry =
      new Telemetry("f", () -> now, () -> new PrintStream(out, true, StandardCharsets.UTF_8));
  private DecisionLog log = new DecisionLog(telemetry, false);

  @Test
  void theFirstTenRequestsOfAKeyInAMinuteHaveALineEach() throws IOException {
    allow(KEY, SecretVersion.CURRENT, 10);
    assertThat(lines()).hasSize(10).noneMatch(line -> line.has("count"));
    allow(KEY, SecretVersion.CURRENT, 99);
    assertThat(lines()).isEmpty();
  }

  @Test
  void thenAHundredRequestsHaveOneLine() throws IOException {
    allow(KEY, SecretVersion.CURRENT, 109);
    lines();
    pass("PT20S");
    allow(KEY, SecretVersion.CURRENT, 1);
    assertThat(lines())
        .singleElement()
        .hasToString(
            "{\"timestamp\":\"2026-03-04T05:06:20Z\",\"level\":\"INFO\",\"outcome\":\"authorized\","
                + "\"count\":100,\"key_id\":\"4Zq8Rw1TnB7xKd2M\",\"secret\":\"current\","
                + "\"data_api_id\":\"orders\"}");
    allow(KEY, SecretVersion.CURRENT, 99);
    assertThat(lines()).isEmpty();
    allow(KEY, SecretVersion.CURRENT, 1);
    assertThat(lines()).hasSize(1);
  }

  @Test
  void theNextRequestOfAnyKeyWritesWhatIsLeftOfAMinuteAtTheTimeOfItsLastRequest()
      throws IOException {
    allow(KEY, SecretVersion.CURRENT, 30);
    pass("PT59.999S");
    allow(KEY, SecretVersion.CURRENT, 1);
    lines();
    pass("PT10M");
    refuse("unknown");
    List<JsonNode> written = lines();
    assertThat(written).hasSize(2);
    assertThat(written.get(0).get("count").asInt()).isEqualTo(21);
    assertThat(written.get(0).get("timestamp").asText()).isEqualTo("2026-03-04T05:06:59.999Z");
    allow(KEY, SecretVersion.CURRENT, 10);
    assertThat(lines()).as("a new minute").hasSize(10);
  }

  @Test
  void noLineCoversTwoDays() throws IOException {
    now = Instant.parse("2026-03-04T23:59:59.900Z");
    allow(KEY, SecretVersion.CURRENT, 25);
    lines();
    pass("PT0.2S");
    allow(KEY, SecretVersion.CURRENT, 1);
    assertThat(lines())
        .extracting(line -> line.get("timestamp").asText(), line -> line.path("count").asInt(1))
        .containsExactly(
            tuple("2026-03-04T23:59:59.900Z", 15), tuple("2026-03-05T00:00:00.100Z", 1));
  }

  @Test
  void keysAndSecretsAreCountedApart() throws IOException {
    for (String key : List.of(KEY, OTHER)) {
      for (SecretVersion secret : SecretVersion.values()) {
        allow(key, secret, 12);
      }
    }
    assertThat(lines()).hasSize(40);
    pass("PT1M");
    ping();
    assertThat(lines().stream().filter(line -> line.has("count")))
        .hasSize(4)
        .allMatch(line -> line.get("count").asInt() == 2)
        .extracting(line -> line.get("key_id").asText() + line.get("secret").asText())
        .containsExactlyInAnyOrder(
            KEY + "current", KEY + "previous", OTHER + "current", OTHER + "previous");
  }

  @Test
  void requestsOfKeysBeyondTheCountedOnesHaveALineEach() throws IOException {
    for (int i = 0; i < AllowedCalls.MAX_COUNTED; i++) {
      allow("key-" + i, i % 2 == 0 ? SecretVersion.CURRENT : SecretVersion.PREVIOUS, 1);
    }
    lines();
    allow(KEY, SecretVersion.CURRENT, 50);
    assertThat(lines()).hasSize(50);
    allow("key-0", SecretVersion.CURRENT, 10);
    assertThat(lines()).hasSize(9);
    pass("PT1M");
    allow(KEY, SecretVersion.CURRENT, 50);
    assertThat(lines()).as("one of key-0 and ten").hasSize(11);
  }

  @Test
  void eachRequestHasALineIfTheFunctionIsToldSo() throws IOException {
    log = new DecisionLog(telemetry, true);
    allow(KEY, SecretVersion.CURRENT, 250);
    assertThat(lines()).hasSize(250).noneMatch(line -> line.has("count"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"malformed", "missing"})
  void keylessRequestsHaveTenLinesASecondAndTheRestIsCounted(String reason) throws IOException {
    for (int i = 0; i < 57; i++) {
      refuse(reason);
    }
    assertThat(lines()).hasSize(10).noneMatch(line -> line.has("count"));
    pass("PT0.999S");
    refuse(reason);
    assertThat(lines()).isEmpty();
    pass("PT0.001S");
    allow(KEY, SecretVersion.CURRENT, 1);
    List<JsonNode> written = lines();
    assertThat(written.get(0))
        .hasToString(
            "{\"timestamp\":\"2026-03-04T05:06:00.999Z\",\"level\":\"INFO\","
                + "\"outcome\":\"refused\",\"count\":48,\"reason\":\"%s\"}".formatted(reason));
    assertThat(written).hasSize(2);
    for (int i = 0; i < 20; i++) {
      refuse(reason);
    }
    assertThat(lines()).as("the line of 48 is one of this second's").hasSize(9);
  }

  @Test
  void everyOtherDenialHasALine() throws IOException {
    for (int i = 0; i < 200; i++) {
      refuse("wrong_secret");
      refuse("ambiguous");
    }
    assertThat(lines()).hasSize(400);
  }

  @Test
  void metricsAreWrittenOnceAMinuteAndAddUp() throws IOException {
    allow(KEY, SecretVersion.CURRENT, 1);
    assertThat(metrics())
        .singleElement()
        .satisfies(line -> assertThat(line.get("authorized").asInt()).isEqualTo(1));
    allow(KEY, SecretVersion.CURRENT, 250);
    refuse("expired");
    refuse("expired");
    refuse("missing");
    deny("route");
    assertThat(metrics()).isEmpty();
    pass("PT1M");
    fail(Counter.STORE_ERRORS, "throttled");
    List<JsonNode> written = metrics();
    assertThat(written).hasSize(3);
    assertThat(written.get(0).get("authorized").asInt()).isEqualTo(250);
    assertThat(written.get(0).get("denied").asInt()).isEqualTo(1);
    assertThat(written.get(0).get("data_api_id").asText()).isEqualTo("orders");
    assertThat(written.get(0).get("refused").asInt()).isEqualTo(2);
    assertThat(written.get(0).get("reason").asText()).isEqualTo("expired");
    assertThat(written.get(1).get("refused").asInt()).isEqualTo(1);
    assertThat(written.get(1).has("authorized")).isFalse();
    assertThat(written.get(1).has("milliseconds")).isFalse();
    assertThat(written.get(2).get("store_errors").asInt()).isEqualTo(1);
    written.forEach(DecisionLogTest::assertDeclared);
  }

  @Test
  void durationsAreASampleIfTheyAreMany() throws IOException {
    ping();
    metrics();
    for (int i = 0; i < 1_000; i++) {
      Decision decision = allowed(KEY, SecretVersion.CURRENT);
      decision.nanoseconds = i * 1_000_000L;
      log.add(decision, now);
    }
    pass("PT1M");
    ping();
    List<Double> sample =
        StreamSupport.stream(metrics().get(0).get("milliseconds").spliterator(), false)
            .map(JsonNode::asDouble)
            .toList();
    assertThat(sample).hasSizeBetween(50, 100).isSorted().doesNotHaveDuplicates();
    assertThat(sample.stream().mapToDouble(ms -> ms).average().orElseThrow())
        .isBetween(480.0, 520.0);
  }

  @Test
  void aClockThatIsSetBackLosesNothing() throws IOException {
    allow(KEY, SecretVersion.CURRENT, 15);
    lines();
    now = now.minus(Duration.ofHours(1));
    allow(KEY, SecretVersion.CURRENT, 1);
    assertThat(lines()).extracting(line -> line.path("count").asInt(1)).containsExactly(5, 1);
    assertThat(metrics()).hasSize(2);
  }

  @Test
  void anyRequestsAreLoggedAndCountedOnce() throws IOException {
    long seed = Seed.of(DecisionLogTest.class);
    Random random = new Random(seed);
    now = Instant.parse("2026-03-04T23:30:00Z");
    Map<String, Integer> sent = new HashMap<>();
    Map<String, Integer> logged = new HashMap<>();
    Map<String, Integer> counted = new HashMap<>();
    Map<String, Integer> lines = new HashMap<>();
    List<String> keys = List.of(KEY, OTHER, "6Zq8Rw1TnB7xKd2M");
    for (int i = 0; i < 30_000; i++) {
      now = now.plusMillis(random.nextInt(100) == 0 ? random.nextInt(40_000) : random.nextInt(60));
      String day = now.toString().substring(0, 10);
      switch (random.nextInt(20)) {
        case 0 -> add(sent, day, "wrong_secret", refuse("wrong_secret"));
        case 1, 2, 3 -> add(sent, day, "malformed", refuse("malformed"));
        case 4 -> add(sent, day, "missing", refuse("missing"));
        case 5 -> add(sent, day, "route", deny("route"));
        default -> {
          String key = keys.get(random.nextInt(3));
          SecretVersion secret =
              random.nextInt(8) == 0 ? SecretVersion.PREVIOUS : SecretVersion.CURRENT;
          add(sent, day, key + secret.word(), allow(key, secret, 1));
        }
      }
    }
    now = now.plusSeconds(60);
    log.add(new Decision("last"), now);
    Instant metricsBefore = Instant.EPOCH;
    for (String text : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      JsonNode line = JSON.readTree(text);
      Instant at = Instant.parse(line.get("timestamp").asText());
      if (line.has("event")) {
        continue;
      }
      if (line.has("_aws")) {
        assertThat(at.equals(metricsBefore) || !at.isBefore(metricsBefore.plusSeconds(60)))
            .as("seed %d, %s", seed, text)
            .isTrue();
        metricsBefore = at;
        for (Counter counter : List.of(Counter.AUTHORIZED, Counter.DENIED, Counter.REFUSED)) {
          counted.merge(counter.metric(), line.path(counter.metric()).asInt(), Integer::sum);
        }
      } else {
        String of =
            line.has("secret")
                ? line.get("key_id").asText() + line.get("secret").asText()
                : line.get("reason").asText();
        add(logged, at.toString().substring(0, 10), of, line.path("count").asInt(1));
        if (KeylessCalls.limits(of) && !line.has("count")) {
          lines.merge(at.toString().substring(0, 19), 1, Integer::sum);
        }
        assertThat(text.length()).isLessThan(DecisionLine.MAX_LENGTH);
      }
    }
    assertThat(logged).as("seed %d, by day, key and secret", seed).isEqualTo(sent);
    assertThat(lines.values()).as("seed %d", seed).allMatch(number -> number <= 10);
    int total = sent.values().stream().mapToInt(number -> number).sum();
    assertThat(counted.values().stream().mapToInt(number -> number).sum())
        .as("seed %d", seed)
        .isEqualTo(total);
  }

  private static void add(Map<String, Integer> to, String day, String what, int number) {
    to.merge(day + what, number, Integer::sum);
  }

  private static void assertDeclared(JsonNode line) {
    List<String> names = new ArrayList<>();
    for (JsonNode directive : line.at("/_aws/CloudWatchMetrics")) {
      directive.get("Dimensions").forEach(set -> set.forEach(name -> names.add(name.asText())));
      directive.get("Metrics").forEach(metric -> names.add(metric.get("Name").asText()));
    }
    assertThat(names).isNotEmpty().allMatch(line::has);
  }

  private int allow(String key, SecretVersion secret, int times) {
    for (int i = 0; i < times; i++) {
      log.add(allowed(key, secret), now);
    }
    return times;
  }

  private static Decision allowed(String key, SecretVersion secret) {
    Decision decision = new Decision("r");
    decision.keyId = key;
    decision.secret = secret;
    decision.dataApiId = "orders";
    decision.allowed();
    return decision;
  }

  private int deny(String reason) {
    Decision decision = allowed(KEY, SecretVersion.CURRENT);
    decision.secret = null;
    decision.denied(reason);
    log.add(decision, now);
    return 1;
  }

  private int refuse(String reason) {
    Decision decision = new Decision("r");
    decision.counter = Counter.REFUSED;
    decision.reason = reason;
    log.add(decision, now);
    return 1;
  }

  private void fail(Counter counter, String reason) {
    Decision decision = new Decision("r");
    decision.failed(counter, reason);
    log.add(decision, now);
  }

  private void ping() {
    log.add(new Decision("r"), now);
  }

  private void pass(String time) {
    now = now.plus(Duration.parse(time));
  }

  /** Returns the lines since the last call, without those of metrics. */
  private List<JsonNode> lines() throws IOException {
    return taken(false);
  }

  /** Returns the lines of metrics since the last call. */
  private List<JsonNode> metrics() throws IOException {
    return taken(true);
  }

  private List<JsonNode> taken(boolean ofMetrics) throws IOException {
    List<JsonNode> taken = new ArrayList<>();
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    for (String text : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      JsonNode line = JSON.readTree(text);
      if (line.has("_aws") == ofMetrics) {
        taken.add(line);
      } else {
        rest.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    out.reset();
    rest.writeTo(out);
    return taken;
  }
}
