package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.CloudWatchLogsEvent;
import dev.latchkey.management.usage.LogDelivery;
import dev.latchkey.testing.TestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests how usage is recorded and shown. */
class UsageHandlersTest {
  private final ManagementFixture api = new ManagementFixture();
  private int lines;

  @Test
  void aKeyThatWasNotUsedSaysSinceWhenThatIsKnown() {
    String keyId = api.key("orders");
    api.pass(Duration.ofDays(1));
    TestResponse shown = get(keyId, "usage");
    assertThat(shown.at("usage")).isEqualTo(Map.of("recorded_since", shown.text("created_at")));
    assertThat(usage(keyId, null).body().strip())
        .isEqualTo(
            "{\"usage\":{\"recorded_since\":\"%s\"},\"days\":[]}"
                .formatted(shown.text("created_at")));
    assertThat(get(keyId, null).body()).doesNotContain("usage");
  }

  @Test
  void useIsShownWithTheKeyInListsAndByDay() {
    String keyId = api.key("orders");
    String other = api.key("orders");
    Instant created = api.now();
    api.pass(Duration.ofDays(2));
    deliver(allowed(keyId, "current", api.now().minusSeconds(60), 12));
    deliver(allowed(keyId, "current", created, 3), denied(keyId, "route", created, 2));
    String usage =
        "\"usage\":{\"first_used_at\":\"%s\",\"last_used_at\":\"%s\",\"recorded_since\":\"%s\"}"
            .formatted(created, api.now().minusSeconds(60), created);
    assertThat(get(keyId, "usage").body()).contains(usage);
    TestResponse list = api.respond(TestRequest.of("GET /v1/keys").query("include", "usage"));
    assertThat(list.body())
        .contains(usage, "\"usage\":{\"recorded_since\":\"%s\"}".formatted(created));
    assertThat(list.body()).contains(other);
    assertThat(api.respond(TestRequest.of("GET /v1/keys")).body()).doesNotContain("usage");
    assertThat(usage(keyId, null).body().strip())
        .isEqualTo(
            "{"
                + usage
                + ",\"days\":[{\"date\":\"%s\",\"allowed\":12,\"denied\":0},{\"date\":\"%s\",\"allowed\":3,\"denied\":2}]}"
                    .formatted(day(api.now()), day(created)));
    assertThat((List<?>) usage(keyId, "2").at("days")).hasSize(1);
    assertThat((List<?>) usage(keyId, "3").at("days")).hasSize(2);
  }

  @Test
  void theUseOfThePreviousSecretCountsFromTheRotation() {
    String keyId = api.key("orders");
    api.pass(Duration.ofHours(1));
    api.respond(
            TestRequest.of("POST /v1/keys/{key_id}/rotate")
                .at("key_id", keyId)
                .body("{'grace_hours': 24}"))
        .hasStatus(200);
    deliver(allowed(keyId, "previous", api.now().minusSeconds(1), 1));
    assertThat(get(keyId, "usage").body()).doesNotContain("previous_secret_last_used_at");
    deliver(allowed(keyId, "previous", api.now().plusSeconds(5), 1));
    assertThat(get(keyId, "usage").text("usage.previous_secret_last_used_at"))
        .isEqualTo(api.now().plusSeconds(5).toString());
  }

  @Test
  void useOfLongAgoIsKnownForAsLongAsItIsKept() {
    String keyId = api.key("orders");
    Instant created = api.now();
    api.pass(Duration.ofDays(500));
    assertThat(get(keyId, "usage").text("usage.recorded_since"))
        .isEqualTo(api.now().minus(Duration.ofDays(400)).toString());
    deliver(allowed(keyId, "current", created, 1));
    assertThat(get(keyId, "usage").text("usage.recorded_since")).isEqualTo(created.toString());
  }

  @Test
  void aRepeatedDeliveryCountsOnce() {
    String keyId = api.key("orders");
    CloudWatchLogsEvent event = event(allowed(keyId, "current", api.now(), 7));
    recorder().handleRequest(event, new TestContext("invocation"));
    recorder().handleRequest(event, new TestContext("invocation"));
    assertThat(usage(keyId, null).body()).contains("\"allowed\":7");
    assertThat(api.log()).contains("\"usage_lines\":1");
  }

  @Test
  void whatCannotBeReadFails() {
    CloudWatchLogsEvent.AWSLogs logs = new CloudWatchLogsEvent.AWSLogs();
    logs.setData("garbage");
    CloudWatchLogsEvent event = new CloudWatchLogsEvent();
    event.setAwsLogs(logs);
    assertThatThrownBy(() -> recorder().handleRequest(event, new TestContext("invocation")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(api.log()).contains("\"batch_errors\":1", "\"ERROR\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "91", "-1", "1.5", "x", "007"})
  void anImpossibleNumberOfDaysIsRefused(String days) {
    usage(api.key("orders"), days).refuses("parameter days");
  }

  @Test
  void otherParametersAreRefused() {
    String keyId = api.key("orders");
    get(keyId, "events").refuses("parameter include");
    api.respond(TestRequest.of("GET /v1/keys").query("include", "")).refuses("parameter include");
    api.respond(
            TestRequest.of("GET /v1/keys/{key_id}/usage")
                .at("key_id", keyId)
                .query("from", "x")
                .query("days", "900"))
        .refuses("parameter from", "parameter days");
  }

  @Test
  void aKeyThatIsGoneHasNoUsage() {
    String keyId = api.key("orders");
    deliver(allowed(keyId, "current", api.now(), 7));
    api.revoke(keyId);
    assertThat(usage(keyId, null).body()).contains("\"allowed\":7");
    api.respond(TestRequest.of("DELETE /v1/keys/{key_id}").at("key_id", keyId)).hasStatus(204);
    usage(keyId, null).isProblem(404, "not-found");
    usage("short", null).isProblem(404, "not-found");
  }

  private TestResponse get(String keyId, @Nullable String include) {
    TestRequest request = TestRequest.of("GET /v1/keys/{key_id}").at("key_id", keyId);
    return api.respond(include == null ? request : request.query("include", include));
  }

  private TestResponse usage(String keyId, @Nullable String days) {
    TestRequest request = TestRequest.of("GET /v1/keys/{key_id}/usage").at("key_id", keyId);
    return api.respond(days == null ? request : request.query("days", days));
  }

  private static String day(Instant time) {
    return time.toString().substring(0, 10);
  }

  private static String allowed(String keyId, String secret, Instant time, int count) {
    return "{'timestamp':'%s','outcome':'authorized','count':%d,'key_id':'%s','secret':'%s'}"
        .formatted(time, count, keyId, secret);
  }

  private static String denied(String keyId, String reason, Instant time, int count) {
    return "{'timestamp':'%s','outcome':'denied','count':%d,'key_id':'%s','reason':'%s'}"
        .formatted(time, count, keyId, reason);
  }

  private void deliver(String... messages) {
    recorder().handleRequest(event(messages), new TestContext("invocation"));
  }

  private CloudWatchLogsEvent event(String... messages) {
    LogDelivery delivery = new LogDelivery();
    for (String message : messages) {
      delivery.line("%056d".formatted(lines++), message.replace('\'', '"'));
    }
    CloudWatchLogsEvent.AWSLogs logs = new CloudWatchLogsEvent.AWSLogs();
    logs.setData(delivery.data());
    CloudWatchLogsEvent event = new CloudWatchLogsEvent();
    event.setAwsLogs(logs);
    return event;
  }

  private RecordUsageHandler recorder() {
    return new RecordUsageHandler(api.dependencies());
  }
}
