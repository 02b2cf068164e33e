package dev.latchkey.tests.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.template.FunctionDefinition;
import dev.latchkey.local.template.Template;
import dev.latchkey.tests.Project;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packaged functions with moto, which checks signatures and IAM policies as AWS does. {@code
 * tests/engines/with-moto.py} starts it, with a table and three sets of credentials.
 */
@EnabledIfEnvironmentVariable(
    named = "MOTO",
    matches = "http.*",
    disabledReason = "It needs moto: bin/real-engines moto runs it.")
final class MotoTest {
  private static final Template TEMPLATE =
      Template.load(
          Project.path("template.yaml"),
          "latchkey",
          Map.of("OidcIssuer", "http://localhost:9/nobody", "OidcAudiences", "latchkey"));

  @ParameterizedTest
  @ValueSource(strings = {"USER", "ROLE"})
  void theAuthorizersRequestsAreSigned(String who) throws Exception {
    assertAnswers(who, "AuthorizeKeyFunction");
  }

  @Test
  void eventsArePut() throws Exception {
    assertAnswers("USER", "PublishEventsFunction");
  }

  /** An outage: a key that cannot be looked up is neither allowed nor called invalid. */
  @ParameterizedTest
  @ValueSource(strings = {"NOBODY", "FORGED", "UNKNOWN"})
  void whomIamDeniesDecidesNothing(String who) throws Exception {
    String answer = invoke(who, one("AuthorizeKeyFunction", "rest-allowed"));
    assertThat(answer).contains("\"Unavailable\"").doesNotContain("Unauthorized", "Statement");
  }

  @Test
  void eventsThatIamDeniesAreTriedAgain() throws Exception {
    assertThat(invoke("NOBODY", one("PublishEventsFunction", "two-events")))
        .contains("\"itemIdentifier\":");
  }

  /** Repeats an outage once: a cold start on a busy machine may take longer than a decision may. */
  private static void assertAnswers(String who, String function) throws Exception {
    try (RuntimeClient client = start(who, function)) {
      for (EventFile file : of(function)) {
        String answer = client.invoke(file.bytes());
        if (answer.contains("\"Unavailable\"")) {
          answer = client.invoke(file.bytes());
        }
        assertThat(Expectation.differences(file.expected(), answer))
            .as("%s answered %s", file.title(), answer)
            .isEmpty();
      }
    }
  }

  /** The second answer, which is not that of a cold start. */
  private static String invoke(String who, EventFile file) throws Exception {
    try (RuntimeClient client = start(who, file.function())) {
      client.invoke(file.bytes());
      return client.invoke(file.bytes());
    }
  }

  private static RuntimeClient start(String who, String name) throws Exception {
    FunctionDefinition function =
        TEMPLATE.functions().stream()
            .filter(each -> each.logicalId().equals(name))
            .findFirst()
            .orElseThrow();
    Map<String, String> environment = new HashMap<>(function.environment());
    String moto = variable("MOTO");
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", moto);
    environment.put("AWS_ENDPOINT_URL_EVENTBRIDGE", moto);
    environment.put("TABLE_NAME", "KeyTable");
    String[] credentials = variable("MOTO_" + who).split(" ", -1);
    environment.put("AWS_ACCESS_KEY_ID", credentials[0]);
    environment.put("AWS_SECRET_ACCESS_KEY", credentials[1]);
    if (credentials.length == 3) {
      environment.put("AWS_SESSION_TOKEN", credentials[2]);
    }
    return RuntimeClient.start(
        function, function.codeUri().resolve("target/function"), environment);
  }

  private static List<EventFile> of(String function) {
    return EventFile.all().stream().filter(file -> file.function().equals(function)).toList();
  }

  private static EventFile one(String function, String name) {
    return of(function).stream()
        .filter(file -> file.title().endsWith("/" + name + ".json"))
        .findFirst()
        .orElseThrow();
  }

  private static String variable(String name) {
    return Objects.requireNonNull(System.getenv(name), name);
  }
}
