package dev.latchkey.management.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.core.application.DeliveredKey;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.SecretVault.Label;
import dev.latchkey.core.application.VaultSecret;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.management.aws.AwsJsonClient;
import dev.latchkey.management.json.JsonText;
import dev.latchkey.testing.Loopback;
import dev.latchkey.testing.Loopback.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class SecretsManagerClientTest {
  private static final String ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:x-AbCdEf";
  private static final String TEXT =
      "lk_4Zq8Rw1TnB7xKd2M_ThisIsAnExampleKeyThatOpensNothingAnywhere00qkY6l";
  private static final String VALUE =
      "{\"api_key\":\"%s\",\"key_id\":\"4Zq8Rw1TnB7xKd2M\",\"data_api_id\":\"orders\",\"expires_at\":\"2027-01-01T00:00:00Z\"}"
          .formatted(TEXT);
  private static final DeliveredKey KEY =
      new DeliveredKey(
          KeyText.parse(TEXT, List.of("lk")).orElseThrow(),
          "orders",
          Instant.parse("2027-01-01T00:00:00Z"));
  private static final Answer DOWN = error(500, "InternalServiceError");

  /** Returns how many of the answers were left. */
  private static int with(Consumer<SecretsManagerClient> act, Answer... answers)
      throws IOException {
    Deque<Answer> left = new ArrayDeque<>(List.of(answers));
    try (Loopback server =
        new Loopback(ServerSocketFactory.getDefault(), request -> left.removeFirst())) {
      act.accept(
          new SecretsManagerClient(
              AwsJsonClient.create(
                  URI.create("http://localhost:" + server.port()),
                  SecretsManagerClient.SERVICE,
                  "us-east-1",
                  StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")),
                  SecretsManagerClient.TIMEOUT),
              List.of("lk")));
    }
    return left.size();
  }

  private static Answer error(int status, String type) {
    return Answer.json(
        status, "{\"__type\":\"%s\",\"Message\":\"about %s\"}".formatted(type, TEXT));
  }

  private static Answer description(String rules) {
    return Answer.json(
        200,
        "{\"ARN\":\"%s\",\"Name\":\"x\",\"Tags\":[{\"Key\":\"team\",\"Value\":\"a\"},{\"Key\":\"latchkey\",\"Value\":\"orders\"}],\"VersionIdsToStages\":{\"a\":[\"AWSCURRENT\",\"mine\"],\"b\":[\"AWSPENDING\"]},\"DeletedDate\":null,\"RotationRules\":%s}"
            .formatted(ARN, rules));
  }

  private static void assertUnavailable(ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            RequestException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(RequestException.Reason.UNAVAILABLE);
              assertThat(String.valueOf(e.getCause()) + e).doesNotContain(TEXT);
            });
  }

  @Test
  void aSecretIsDescribed() throws IOException {
    with(
        client ->
            assertThat(client.find(ARN))
                .contains(
                    new VaultSecret(
                        ARN,
                        "x",
                        "orders",
                        false,
                        Map.of("a", Set.of(Label.CURRENT), "b", Set.of(Label.PENDING)),
                        Duration.ofDays(30))),
        description("{\"AutomaticallyAfterDays\":30}"));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"ScheduleExpression\":\"rate(4 hours)\"}', PT4H",
    "'{\"ScheduleExpression\":\"rate(1 hour)\"}', PT1H",
    "'{\"ScheduleExpression\":\"rate(10 days)\",\"AutomaticallyAfterDays\":10}', PT240H",
    "'{\"ScheduleExpression\":\"cron(0 10 * * ? *)\"}',",
    "'{}',",
    "'null',"
  })
  void theIntervalIsThatOfTheRotation(String rules, @Nullable Duration interval)
      throws IOException {
    with(
        client ->
            assertThat(client.find(ARN).map(VaultSecret::interval).orElse(null))
                .isEqualTo(interval),
        description(rules));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ResourceNotFoundException",
        "com.amazonaws.secretsmanager#ResourceNotFoundException",
        "AccessDeniedException",
        "ValidationException",
        "InvalidParameterException"
      })
  void aSecretOutOfReachIsNone(String type) throws IOException {
    with(client -> assertThat(client.find(ARN)).isEmpty(), error(400, type));
  }

  @Test
  void whatMayPassIsTriedTwice() throws IOException {
    Answer throttled = error(400, "ThrottlingException");
    for (Answer first : List.of(DOWN, throttled)) {
      int left = with(client -> assertThat(client.find(ARN)).isPresent(), first, description("{}"));
      assertThat(left).isZero();
    }
    with(client -> assertUnavailable(() -> client.find(ARN)), DOWN, throttled);
    with(client -> assertUnavailable(() -> client.read(ARN, "a")), DOWN, DOWN);
    with(client -> assertUnavailable(() -> client.put(ARN, "a", Label.CURRENT, KEY)), DOWN, DOWN);
  }

  @Test
  void aLabelIsMovedOnce() throws IOException {
    VaultSecret secret =
        new VaultSecret(ARN, "x", "orders", false, Map.of("a", Set.of(Label.CURRENT)), null);
    int left =
        with(
            client -> assertUnavailable(() -> client.promote(secret, "b")),
            DOWN,
            description("{}"));
    assertThat(left).isEqualTo(1);
  }

  @Test
  void aKeyIsReadAsItWasWritten() {
    DeliveredKey read = SecretValue.read(VALUE, List.of("lk")).orElseThrow();
    assertThat(JsonText.of(SecretValue.of(read))).isEqualTo(VALUE);
    assertThat(JsonText.of(SecretValue.of(KEY))).isEqualTo(VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"api_key\":7}",
        "{\"api_key\":\"lk_x\",\"key_id\":\"4Zq8Rw1TnB7xKd2M\",\"data_api_id\":\"o\",\"expires_at\":\"2027-01-01T00:00:00Z\"}"
      })
  void anythingElseIsNoKey(String value) {
    assertThat(SecretValue.read(value, List.of("lk"))).isEmpty();
    assertThat(SecretValue.read(VALUE.replace("4Zq8Rw1TnB7xKd2M\",", "0\","), List.of("lk")))
        .isEmpty();
    assertThat(SecretValue.read(VALUE.replace("2027-01-01", "soon"), List.of("lk"))).isEmpty();
    assertThat(SecretValue.read(VALUE, List.of("other"))).isEmpty();
  }

  @Test
  void aVersionWithoutAValueIsEmpty() throws IOException {
    with(
        client -> assertThat(client.read(ARN, "a")).isEmpty(),
        error(400, "ResourceNotFoundException"));
    with(client -> assertThat(client.read(ARN, "a")).isEmpty(), Answer.json(200, "{}"));
    with(client -> assertUnavailable(() -> client.read(ARN, "a")), error(400, "DecryptionFailure"));
  }
}
