package dev.latchkey.tests.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.contract.Conformance;
import dev.latchkey.tests.contract.Exchange;
import dev.latchkey.tests.contract.OpenApi;
import dev.latchkey.tests.contract.Operation;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds every answer of the management API against {@code openapi.yaml} and notes, for {@link
 * AfterwardsTest}, which answers were given and which secrets were shown.
 */
final class Recorder {
  private static final Pattern KEY = Pattern.compile("\"api_key\":\"([^\"]+)\"");
  private static final List<String> SHOWING =
      List.of("RegisterDataApi 201", "CreateKey 201", "RotateKey 200");

  private final Conformance conformance = new Conformance(OpenApi.contract());
  private final SuiteFiles files;

  Recorder(SuiteFiles files) {
    this.files = files;
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

  private String withoutKey(Exchange exchange) {
    Matcher key = KEY.matcher(exchange.body());
    assertThat(key.find()).as("an api_key in %s", exchange).isTrue();
    files.note(SuiteFiles.SECRETS, key.group(1));
    return exchange.toString().replaceFirst(Pattern.quote(key.group()), "");
  }
}
