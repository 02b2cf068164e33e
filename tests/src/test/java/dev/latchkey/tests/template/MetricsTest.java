package dev.latchkey.tests.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.core.application.KeyReader;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.Verification.Refusal;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.Secret;
import dev.latchkey.core.telemetry.Counter;
import dev.latchkey.local.logs.FilterPattern;
import dev.latchkey.local.template.Template;
import dev.latchkey.management.http.Problems;
import dev.latchkey.tests.Project;
import dev.latchkey.tests.authorizer.InProcessAuthorizer;
import dev.latchkey.tests.events.OperatorEvents;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What alarms and the dashboard ask for is written, and what is written is known. */
final class MetricsTest {
  private static final String COUNTED_LINES = "Latchkey/latchkey";
  private static final Pattern SEARCHED =
      Pattern.compile("\\{Latchkey,([a-z_,]+)} MetricName=\\\\*\"([a-z_]+)");

  /** Signed by a key that only the provider, which is not there, could show. */
  private static final String TOKEN =
      Stream.of("{'alg':'RS256','kid':'k'}", "{'iss':'http://localhost:1/latchkey'}", "s")
          .map(part -> part.replace('\'', '"').getBytes(UTF_8))
          .map(Base64.getUrlEncoder().withoutPadding()::encodeToString)
          .collect(Collectors.joining("."));

  private static final Map<String, ?> OPERATOR =
      Map.of(
          "type", "REQUEST",
          "methodArn", "arn:aws:execute-api:us-east-1:000000000000:latchkey/live/GET/v1/keys",
          "headers", Map.of("Authorization", "Bearer " + TOKEN));

  private static Set<Metric> written;
  private static List<String> lines;

  @BeforeAll
  static void driveEachOutcome() {
    try (StackFunctions functions = new StackFunctions()) {
      JsonNode registered =
          functions.call(
              "RegisterDataApiFunction",
              "POST /v1/data-apis",
              Map.of(),
              "{'data_api_id': 'orders', 'domain': 'd', 'dataset': 'd',"
                  + " 'routes': [{'api_id': 'orders', 'path': '/orders'}],"
                  + " 'key': {'validity_days': 5}}",
              "0123456789abcdef");
      assertThat(registered.path("statusCode").asInt()).as("%s", registered).isEqualTo(201);
      String key =
          registered.path("body").asText().replaceFirst("(?s).*\"api_key\":\"([^\"]+)\".*", "$1");
      assertThat(functions.authorize(key, "/orders").toString()).contains("\"Allow\"");
      assertThat(functions.authorize(key, "/other").toString()).contains("\"Deny\"");
      assertThat(functions.authorize("nonsense", "/orders").toString()).contains("Unauthorized");
      assertThat(functions.authorize(withAnotherSecret(key), "/orders").toString())
          .contains("Unauthorized");
      assertThat(
              functions
                  .invoke(
                      "GetOwnKeyFunction",
                      OperatorEvents.event(
                          "GET /v1/key",
                          Map.of(),
                          null,
                          Map.of("X-Api-Key", withAnotherSecret(key))))
                  .path("statusCode")
                  .asInt())
          .isEqualTo(401);
      assertThat(functions.invoke("AuthorizeKeyFunction", Map.of()).toString())
          .doesNotContain("Unauthorized");
      assertThat(
              functions
                  .invoke(
                      "RecordUsageFunction",
                      Map.of("awslogs", Map.of("data", StackFunctions.logData("three-lines"))))
                  .toString())
          .doesNotContain("errorMessage");
      assertThat(functions.recordEvents("three-changes").failed()).isFalse();
      assertThat(functions.recordEvents("out-of-band").failed()).isFalse();
      assertThat(functions.recordEvents("shared-route").failed()).isFalse();
      assertThat(functions.publish("two-events").failed()).isFalse();
      assertThat(functions.invoke("NotifyFunction", Map.of()).isNull()).isTrue();
      assertThat(functions.invoke("AuthorizeOperatorFunction", OPERATOR).toString())
          .contains("errorMessage")
          .doesNotContain("Unauthorized");
      functions.table().allowOnly(List.of());
      assertThat(functions.recordEvents("three-changes").failed()).isTrue();
      assertThat(functions.authorize(key, "/orders").toString()).doesNotContain("Unauthorized");
      written =
          Stream.concat(functions.log().stream(), inNewEnvironments(functions.reader(), key))
              .flatMap(Metric::in)
              .collect(Collectors.toUnmodifiableSet());
      lines = functions.log();
    }
  }

  private static String withAnotherSecret(String key) {
    KeyId id = KeyText.parse(key, List.of("lk")).orElseThrow().keyId();
    return new KeyText("lk", id, Secret.draw(new Random(1))).reveal();
  }

  /** The authorizer's lines if each request starts an environment, which then writes metrics. */
  private static Stream<String> inNewEnvironments(KeyReader reader, String key) {
    KeyReader broken =
        (KeyReader)
            Proxy.newProxyInstance(
                KeyReader.class.getClassLoader(),
                new Class<?>[] {KeyReader.class},
                (proxy, method, arguments) -> {
                  throw RequestException.of(RequestException.Reason.UNAVAILABLE);
                });
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    for (Map<String, ?> event :
        List.of(
            StackFunctions.request(key, "/orders"),
            StackFunctions.request(key, "/other"),
            StackFunctions.request("nonsense", "/orders"),
            Map.<String, Object>of())) {
      decide(reader, event, log);
    }
    decide(broken, StackFunctions.request(key, "/orders"), log);
    return log.toString(UTF_8).lines();
  }

  private static void decide(KeyReader reader, Map<String, ?> event, OutputStream log) {
    try {
      new InProcessAuthorizer(reader, InstantSource.system(), log)
          .answer(StackFunctions.bytes(event));
    } catch (RuntimeException e) {
      assertThat(e).hasMessageMatching("Unavailable|Malformed event");
    }
  }

  @Test
  void alarmsWatchWhatIsWritten() {
    assertThat(watched()).extracting(Metric::name).contains("refused", "events_to_check");
    assertThat(written).containsAll(watched());
  }

  @Test
  void alarmsOnCountedLinesHaveAFilterThatCountsThem() {
    Map<String, List<FilterPattern>> counted = new TreeMap<>();
    template()
        .resources("AWS::Logs::MetricFilter")
        .values()
        .forEach(
            filter -> {
              Map<?, ?> metric =
                  (Map<?, ?>)
                      ((List<?>) Objects.requireNonNull(filter.get("MetricTransformations")))
                          .get(0);
              assertThat(metric.get("MetricNamespace")).isEqualTo(COUNTED_LINES);
              counted
                  .computeIfAbsent(
                      String.valueOf(metric.get("MetricName")), name -> new ArrayList<>())
                  .add(FilterPattern.parse(String.valueOf(filter.get("FilterPattern"))));
            });
    assertThat(
            template().resources("AWS::CloudWatch::Alarm").values().stream()
                .filter(alarm -> COUNTED_LINES.equals(alarm.get("Namespace")))
                .map(alarm -> String.valueOf(alarm.get("MetricName"))))
        .containsExactlyInAnyOrderElementsOf(counted.keySet());
    Map<String, Long> matching =
        counted.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry ->
                        lines.stream()
                            .map(line -> line.substring(Math.max(0, line.indexOf('{'))))
                            .filter(
                                line ->
                                    entry.getValue().stream()
                                        .anyMatch(pattern -> pattern.matches(line)))
                            .count()));
    assertThat(matching).isEqualTo(Map.of("unavailable", 2L, "known_keys", 2L));
  }

  @Test
  void whoeverKnowsAKeyRaisesAnAlarmOfItsOwn() {
    FilterPattern pattern =
        FilterPattern.parse(
            String.valueOf(
                Objects.requireNonNull(
                        template().resources("AWS::Logs::MetricFilter").get("KnownKeysFilter"))
                    .get("FilterPattern")));
    assertThat(
            Stream.of(Refusal.values())
                .filter(
                    reason ->
                        pattern.matches(
                            "{\"outcome\":\"refused\",\"reason\":\"%s\"}"
                                .formatted(reason.word()))))
        .containsExactly(Refusal.WRONG_SECRET, Refusal.REVOKED, Refusal.DELETED);
    assertThat(pattern.matches("{\"reason\":\"revoked\",\"refused\":7}")).isFalse();
  }

  @Test
  void selfServiceRaisesItTooIfTheSecretIsNotProven() {
    FilterPattern pattern =
        FilterPattern.parse(
            String.valueOf(
                Objects.requireNonNull(
                        template()
                            .resources("AWS::Logs::MetricFilter")
                            .get("KnownKeysOfHoldersFilter"))
                    .get("FilterPattern")));
    for (String route : List.of("GET /v1/key", "HEAD /v1/key", "POST /v1/key/revoke")) {
      assertThat(
              Stream.of(Refusal.values())
                  .filter(
                      reason ->
                          pattern.matches(
                              "{\"route\":\"%s\",\"reason\":\"%s\"}"
                                  .formatted(route, reason.word()))))
          .containsExactly(Refusal.WRONG_SECRET, Refusal.DELETED);
    }
    assertThat(pattern.matches("{\"route\":\"GET /v1/keys\",\"reason\":\"wrong_secret\"}"))
        .isFalse();
  }

  @Test
  void aManagementRequestThatFailsForTheTableRaisesAnAlarm() {
    FilterPattern pattern =
        FilterPattern.parse(
            String.valueOf(
                Objects.requireNonNull(
                        template()
                            .resources("AWS::Logs::MetricFilter")
                            .get("UnavailableManagementFilter"))
                    .get("FilterPattern")));
    assertThat(
            Stream.of(RequestException.Reason.values())
                .filter(
                    reason ->
                        pattern.matches("{\"reason\":\"%s\"}".formatted(Problems.slug(reason)))))
        .containsExactlyInAnyOrder(
            RequestException.Reason.THROTTLED, RequestException.Reason.UNAVAILABLE);
  }

  @Test
  void theDashboardShowsWhatIsWritten() {
    assertThat(shown()).hasSizeGreaterThan(3);
    assertThat(written).containsAll(shown());
  }

  @Test
  void everyOutcomeOfTheAuthorizerIsShown() {
    assertThat(shown())
        .extracting(Metric::name)
        .contains("authorized", "denied", "refused", "store_errors", "failed", "milliseconds");
  }

  @Test
  void everyMetricThatTheFunctionsNameWasWrittenAndIsDocumented() {
    assertThat(written.stream().map(Metric::name).collect(Collectors.toSet())).isEqualTo(named());
    assertThat(named())
        .allSatisfy(name -> assertThat(Project.read("docs/operating.md")).contains("`" + name));
  }

  /**
   * API Gateway requires an exception for each 401, so the authorizers have errors all the time.
   */
  @Test
  void onlyOfFunctionsWithoutRequestsDoAlarmsCountWhatLambdaCallsErrors() {
    assertThat(template().resources("AWS::CloudWatch::Alarm").values())
        .filteredOn(
            alarm ->
                "AWS/Lambda".equals(alarm.get("Namespace"))
                    && "Errors".equals(alarm.get("MetricName")))
        .extracting(alarm -> String.valueOf(alarm.get("Dimensions")))
        .satisfiesExactlyInAnyOrder(
            function -> assertThat(function).contains("NotifyFunction"),
            function -> assertThat(function).contains("RotateSecretFunction"));
  }

  private static Set<Metric> watched() {
    return template().resources("AWS::CloudWatch::Alarm").values().stream()
        .flatMap(MetricsTest::watched)
        .filter(metric -> "Latchkey".equals(metric.get("Namespace")))
        .map(MetricsTest::metric)
        .collect(Collectors.toSet());
  }

  /** The metrics of an alarm: the one that it names itself, or those of its expression. */
  private static Stream<Map<?, ?>> watched(Map<String, @Nullable Object> alarm) {
    return alarm.get("Metrics") instanceof List<?> metrics
        ? metrics.stream()
            .filter(metric -> ((Map<?, ?>) metric).containsKey("MetricStat"))
            .map(metric -> (Map<?, ?>) ((Map<?, ?>) metric).get("MetricStat"))
            .map(stat -> (Map<?, ?>) Objects.requireNonNull(stat.get("Metric")))
        : Stream.of(alarm);
  }

  private static Set<Metric> shown() {
    String body =
        String.valueOf(
            Objects.requireNonNull(
                    template().resources("AWS::CloudWatch::Dashboard").get("OperationsDashboard"))
                .get("DashboardBody"));
    Set<Metric> shown = new HashSet<>();
    Matcher searches = SEARCHED.matcher(body);
    while (searches.find()) {
      shown.add(new Metric(searches.group(2), Set.of(searches.group(1).split(",", -1))));
    }
    for (JsonNode widget : StackFunctions.json(body).get("widgets")) {
      String namespace = "";
      String dimension = "";
      for (JsonNode metric : widget.at("/properties/metrics")) {
        namespace = same(metric.path(0), namespace);
        dimension = same(metric.path(2), dimension);
        if (namespace.equals("Latchkey") && metric.path(1).isTextual()) {
          shown.add(Metric.of(metric.path(1).asText(), dimension));
        }
      }
    }
    return shown;
  }

  /** In a widget a dot stands for what the metric above has there. */
  private static String same(JsonNode part, String above) {
    return part.isTextual() && !part.asText().startsWith(".") ? part.asText() : above;
  }

  /** The metrics that the functions can write: what they count, and how long it took. */
  private static Set<String> named() {
    return Stream.concat(
            Stream.of("milliseconds"), Stream.of(Counter.values()).map(Counter::metric))
        .collect(Collectors.toSet());
  }

  private static Metric metric(Map<?, ?> alarm) {
    List<?> dimensions = (List<?>) Objects.requireNonNull(alarm.get("Dimensions"));
    return new Metric(
        String.valueOf(alarm.get("MetricName")),
        dimensions.stream()
            .map(dimension -> String.valueOf(((Map<?, ?>) dimension).get("Name")))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Template template() {
    return Template.load(
        Project.path("template.yaml"),
        "latchkey",
        Map.of("OidcIssuer", "http://localhost:1/latchkey", "OidcAudiences", "latchkey"));
  }
}
