package dev.latchkey.tests.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.contract.Conformance;
import dev.latchkey.tests.contract.Exchange;
import dev.latchkey.tests.contract.OpenApi;
import dev.latchkey.tests.contract.Operation;
import dev.latchkey.tests.run.MakeKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds every answer of the management API against {@code openapi.yaml} and notes, for {@link
 * AfterwardsTest}, which answers were given and which secrets were shown.
 */
final class Recorder {
  private static final Pattern KEY = Pattern.compile("\"api_key\":\"([^\"]+)\"");
  private static final Pattern SECRET_ARN = Pattern.compile("\"secret_arn\":\"([^\"]+)\"");
  private static final Pattern KEY_ID = Pattern.compile("\"key_id\":\"([^\"]+)\"");
  private static final List<String> SHOWING =
      List.of("RegisterDataApi 201", "CreateKey 201", "RotateKey 200");

  private final Conformance conformance = new Conformance(OpenApi.contract());
  private final SuiteFiles files;
  private final UnaryOperator<String> delivered;

  /**
   * @param delivered returns the key in the secret with an ARN, and notes it
   */
  Recorder(SuiteFiles files, UnaryOperator<String> delivered) {
    this.files = files;
    this.delivered = delivered;
  }

  /** Takes an answer of the management API. */
  void management(Exchange exchange) {
    Optional<Operation> operation = OpenApi.contract().find(exchange.method(), exchange.path());
    if (operation.isEmpty()) {
      files.note(SuiteFiles.ANSWERS, exchange.toString());
      return;
    }
    String outcome = Conformance.outcome(operation.get(), exchange);
    files.note(SuiteFiles.OUTCOMES, outcome);
    files.note(
        SuiteFiles.ANSWERS, SHOWING.contains(outcome) ? withoutKey(exchange) : exchange.toString());
    if (exchange.mediaType().endsWith("json")) {
      assertThat(exchange.body()).as("for a terminal").endsWith("}\n");
    }
    assertThat(conformance.problems(operation.get(), exchange))
        .as("what openapi.yaml says of %s", exchange)
        .isEmpty();
  }

  /** Takes an answer of the front door. */
  void frontDoor(Exchange exchange) {
    files.note(SuiteFiles.ANSWERS, exchange.toString());
    OpenApi.frontDoor()
        .find(exchange.method(), exchange.path())
        .ifPresent(
            operation ->
                assertThat(new Conformance(OpenApi.frontDoor()).problems(operation, exchange))
                    .as("what front-door.yaml says of %s", exchange)
                    .isEmpty());
  }

  /** Takes an answer of a data API. */
  void dataApi(Exchange exchange) {
    files.note(SuiteFiles.ANSWERS, exchange.toString());
  }

  /** The key that the client made and the response therefore does not show. */
  private static String ofClient(Exchange exchange) {
    Matcher id = KEY_ID.matcher(exchange.body());
    String made = id.find() ? MakeKey.made(id.group(1)) : null;
    assertThat(made).as("an api_key in %s", exchange).isNotNull();
    return Objects.requireNonNull(made);
  }

  private String withoutKey(Exchange exchange) {
    Matcher key = KEY.matcher(exchange.body());
    if (!key.find()) {
      Matcher secret = SECRET_ARN.matcher(exchange.body());
      if (secret.find()) {
        assertThat(delivered.apply(secret.group(1))).isNotEmpty();
        return exchange.toString();
      }
      files.note(SuiteFiles.SECRETS, ofClient(exchange));
      return exchange.toString();
    }
    files.note(SuiteFiles.SECRETS, key.group(1));
    return exchange.toString().replaceFirst(Pattern.quote(key.group()), "");
  }
}
