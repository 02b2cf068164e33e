package dev.latchkey.tests.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.template.Template;
import dev.latchkey.tests.Project;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every metric that an alarm or the dashboard asks for is one that the functions write. */
final class MetricsTest {
  private static final Pattern SEARCHED =
      Pattern.compile("\\{Latchkey,([a-z_,]+)} MetricName=\\\\*\"([a-z_]+)");
  private static final Pattern SHOWN =
      Pattern.compile("\\[\"Latchkey\", ?\"([a-z_]+)\", ?\"([a-z_]+)\"");

  private static Set<Metric> written;

  @BeforeAll
  static void driveEachOutcome() {
    try (Functions functions = new Functions()) {
      String key =
          functions
              .call(
                  "RegisterDataApiFunction",
                  "POST /v1/data-apis",
                  Map.of(),
                  "{'data_api_id': 'orders', 'domain': 'd', 'dataset': 'd',"
                      + " 'routes': [{'api_id': 'orders', 'path': '/orders'}]}",
                  "0123456789abcdef")
              .path("body")
              .asText()
              .replaceFirst("(?s).*\"api_key\":\"([^\"]+)\".*", "$1");
      assertThat(functions.authorize(key, "/orders").toString()).contains("\"Allow\"");
      assertThat(functions.authorize(key, "/other").toString()).contains("\"Deny\"");
      assertThat(functions.authorize("nonsense", "/orders").toString()).contains("Unauthorized");
      functions.table().allowOnly(List.of());
      assertThat(functions.authorize(key, "/orders").toString()).doesNotContain("Unauthorized");
      written =
          functions.log().stream().flatMap(Metric::in).collect(Collectors.toUnmodifiableSet());
    }
  }

  @Test
  void alarmsWatchWhatIsWritten() {
    Set<Metric> watched =
        template().resources("AWS::CloudWatch::Alarm").values().stream()
            .filter(alarm -> "Latchkey".equals(alarm.get("Namespace")))
            .map(MetricsTest::metric)
            .collect(Collectors.toSet());
    assertThat(watched).extracting(Metric::name).contains("store_errors", "refused");
    assertThat(written).containsAll(watched);
  }

  @Test
  void noAlarmCountsWhatLambdaCallsErrors() {
    assertThat(template().resources("AWS::CloudWatch::Alarm").values())
        .noneMatch(
            alarm ->
                "AWS/Lambda".equals(alarm.get("Namespace"))
                    && "Errors".equals(alarm.get("MetricName")));
  }

  @Test
  void theDashboardShowsWhatIsWritten() {
    String body =
        String.valueOf(
            Objects.requireNonNull(
                    template().resources("AWS::CloudWatch::Dashboard").get("OperationsDashboard"))
                .get("DashboardBody"));
    Set<Metric> shown = new HashSet<>();
    Matcher metrics = SHOWN.matcher(body);
    while (metrics.find()) {
      shown.add(Metric.of(metrics.group(1), metrics.group(2)));
    }
    Matcher searches = SEARCHED.matcher(body);
    while (searches.find()) {
      shown.add(new Metric(searches.group(2), Set.of(searches.group(1).split(",", -1))));
    }
    assertThat(shown).hasSizeGreaterThan(3);
    assertThat(written).containsAll(shown);
  }

  private static Metric metric(Map<String, @Nullable Object> alarm) {
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
