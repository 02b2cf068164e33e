package dev.latchkey.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.core.application.ChangeKeys;
import dev.latchkey.core.application.Denial;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.RotateKey;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.KeyStatus;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.domain.RoutePath;
import dev.latchkey.core.domain.TextConstraint;
import dev.latchkey.management.http.BulkRequests;
import dev.latchkey.management.http.BulkView;
import dev.latchkey.tests.Project;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The document agrees with itself, with docs/problems.md and with the limits in the code. */
final class OpenApiTest {
  /** The problems that only single keys of a request for several have. */
  private static final Set<String> ONLY_IN_RESULTS = Set.of("key-changed");

  private final OpenApi openApi = OpenApi.contract();

  @TestFactory
  Stream<DynamicTest> eachExampleIsAnInstanceOfItsSchema() {
    return mediaTypes("", openApi.document());
  }

  private Stream<DynamicTest> mediaTypes(String pointer, JsonNode node) {
    Stream<DynamicTest> here =
        node.path("schema").isObject() && node.path("examples").isObject()
            ? names(node.path("examples"))
                .map(
                    name -> {
                      OpenApi.Located example = openApi.at(pointer + "/examples/" + name);
                      return DynamicTest.dynamicTest(
                          pointer + " " + name,
                          () ->
                              assertThat(
                                      openApi.validate(
                                          pointer + "/schema",
                                          example.node().path("value").toString()))
                                  .isEmpty());
                    })
            : Stream.empty();
    Stream<DynamicTest> below =
        node.isObject()
            ? names(node)
                .flatMap(
                    name ->
                        mediaTypes(
                            pointer + "/" + name.replace("~", "~0").replace("/", "~1"),
                            node.get(name)))
            : Stream.empty();
    return Stream.concat(here, below);
  }

  @Test
  void everyPlaceThatIsReferredToIsThere() {
    assertThat(openApi.document().findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(reference -> assertThat(openApi.at(reference.substring(1))).isNotNull());
  }

  @Test
  void everyComponentIsUsed() {
    Set<String> used = new TreeSet<>(openApi.document().findValuesAsText("$ref"));
    Set<String> defined = new TreeSet<>();
    for (String kind : List.of("parameters", "headers", "schemas", "responses", "examples")) {
      names(openApi.document().at("/components/" + kind))
          .forEach(name -> defined.add("#/components/" + kind + "/" + name));
    }
    assertThat(used).containsExactlyInAnyOrderElementsOf(defined);
  }

  @Test
  void theProblemsAreTheReasonsOfTheCodeAndTheHeadingsOfTheDocs() {
    Set<String> documented =
        openApi.operations().stream()
            .flatMap(operation -> operation.answers().values().stream())
            .flatMap(answer -> answer.problems().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> reasons =
        Arrays.stream(RequestException.Reason.values())
            .map(reason -> reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> headings =
        Pattern.compile("^## (.+)$", Pattern.MULTILINE)
            .matcher(Project.read("docs/problems.md"))
            .results()
            .map(result -> result.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    documented.addAll(ONLY_IN_RESULTS);
    assertThat(documented).isEqualTo(reasons);
    assertThat(headings).isEqualTo(reasons);
  }

  @Test
  void theProblemsOfDataApisAreDescribed() {
    Set<String> headings =
        Pattern.compile("^### (.+)$", Pattern.MULTILINE)
            .matcher(Project.read("docs/problems.md"))
            .results()
            .map(result -> result.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> problems =
        Arrays.stream(Denial.values())
            .map(Denial::problem)
            .filter(problem -> !problem.equals("forbidden"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(headings).isEqualTo(problems);
  }

  @Test
  void theStatusesOfTheDocsAreTheContracts() {
    Set<String> documented = new TreeSet<>();
    openApi
        .operations()
        .forEach(
            operation ->
                operation
                    .answers()
                    .forEach(
                        (status, answer) ->
                            answer
                                .problems()
                                .forEach(problem -> documented.add(problem + " " + status))));
    Set<String> described =
        Pattern.compile("^## (.+)\\n\\n([0-9]{3})\\b", Pattern.MULTILINE)
            .matcher(Project.read("docs/problems.md"))
            .results()
            .map(result -> result.group(1) + " " + result.group(2))
            .collect(Collectors.toCollection(TreeSet::new));
    ONLY_IN_RESULTS.forEach(slug -> documented.add(slug + " 409"));
    assertThat(described).isEqualTo(documented);
  }

  @Test
  void theResultsOfSeveralKeysAreTheCodes() {
    assertThat(words(schema("KeyAction")))
        .isEqualTo(
            Arrays.stream(BulkRequests.Action.values())
                .map(BulkRequests.Action::word)
                .collect(Collectors.toSet()));
    assertThat(words(schema("KeyOutcome")))
        .isEqualTo(
            Arrays.stream(ChangeKeys.Outcome.values())
                .map(BulkView::word)
                .collect(Collectors.toSet()));
    assertThat(schema("KeysChange").at("/properties/keys/maxItems").asInt())
        .isEqualTo(BulkRequests.MAX_KEYS);
    Set<String> ofOne =
        openApi.operations().stream()
            .filter(operation -> OF_ONE.contains(operation.id()))
            .flatMap(operation -> operation.answers().values().stream())
            .flatMap(answer -> answer.problems().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    ofOne.removeAll(OF_THE_REQUEST);
    ofOne.addAll(ONLY_IN_RESULTS);
    assertThat(words(schema("KeyResultProblem").at("/properties/type")))
        .containsExactlyInAnyOrderElementsOf(
            ofOne.stream().map(slug -> "urn:latchkey:problem:" + slug).toList());
  }

  private static final Set<String> OF_ONE =
      Set.of("RevokeKey", "SuspendKey", "ResumeKey", "ExtendKey", "EditKey", "DeleteKey");

  /** The problems of a request as a whole, which are none of a single key. */
  private static final Set<String> OF_THE_REQUEST =
      Set.of(
          "malformed-request",
          "unauthorized",
          "forbidden",
          "body-too-large",
          "unsupported-media-type");

  @Test
  void theLengthOfAReasonIsTheCodes() {
    assertThat(schema("Reason").path("maxLength").asInt())
        .isEqualTo(TextConstraint.REASON.maxCodePoints());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          RouteApiId,  api_id
          RouteStage,  stage
          RouteMethod, method
          """)
  void theFormsOfRoutesAreTheCodes(String schema, String field) {
    String pattern = schema(schema).path("pattern").asText();
    Pattern form = Objects.requireNonNull(Route.FORMS.get(field));
    for (String value : ROUTE_PARTS) {
      assertThat(Pattern.matches(pattern.substring(1, pattern.length() - 1), value))
          .as("%s as %s", value, field)
          .isEqualTo(form.matcher(value).matches());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "api.example.com",
        "*.example.com",
        "1.2",
        "*",
        "*.*.a",
        "a.*",
        "A.b",
        "a_b",
        "-a.b",
        "a-.b",
        "a..b",
        ".a",
        "a.",
        "a:80",
        "a b",
        ""
      })
  void theFormOfAHostIsTheCodes(String host) {
    Pattern form = Pattern.compile(schema("RouteHost").path("pattern").asText());
    assertThat(form.matcher(host).matches()).isEqualTo(isHost(host));
    assertThat(isHost("a.".repeat(126) + "a")).isTrue();
    assertThat(isHost("a.".repeat(126) + "aa")).isFalse();
    assertThat(schema("RouteHost").path("maxLength").asInt()).isEqualTo(253);
  }

  private static boolean isHost(String host) {
    try {
      return !host.isEmpty() && Route.ofHost(host, "*", "*").isOfHost();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static final List<String> ROUTE_PARTS =
      List.of(
          "*",
          "**",
          "",
          "a",
          "a-1",
          "a_b",
          "$default",
          "GET",
          "get",
          "GETGETGETGETGETGE",
          "x".repeat(64),
          "x".repeat(65),
          "x".repeat(128),
          "x".repeat(129));

  @Test
  void theOtherLimitsAreTheCodes() {
    assertThat(schema("RoutePath").path("maxLength").asInt()).isEqualTo(RoutePath.MAX_LENGTH);
    assertThat(schema("DataApiFields").at("/allOf/1/properties/routes/maxItems").asInt())
        .isEqualTo(DataApiFields.MAX_ROUTES);
    assertThat(schema("DataApiRegistration").at("/properties/routes/maxItems").asInt())
        .isEqualTo(DataApiFields.MAX_ROUTES);
    assertThat(schema("DataApiPatch").at("/properties/routes/maxItems").asInt())
        .isEqualTo(DataApiFields.MAX_ROUTES);
    assertThat(schema("KeyRotation").at("/properties/grace_hours/maximum").asInt())
        .isEqualTo(RotateKey.MAX_GRACE_HOURS);
    assertThat(Project.read("template.yaml"))
        .containsPattern(
            "\n  MaxValidityDays:\n(    .*\n)*    MaxValue: "
                + schema("ValidityDays").path("maximum").asInt()
                + "\n");
  }

  @Test
  void theWordsAreTheCodes() {
    assertThat(words(schema("KeyStatus")))
        .isEqualTo(
            Arrays.stream(KeyStatus.values()).map(KeyStatus::word).collect(Collectors.toSet()));
    assertThat(words(schema("Permission")))
        .isEqualTo(
            Arrays.stream(Permission.values())
                .map(permission -> permission.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet()));
    Set<String> kinds = words(schema("KeyEvent").at("/allOf/1/properties/kind"));
    kinds.addAll(words(schema("DataApiEvent").at("/allOf/1/properties/kind")));
    assertThat(kinds)
        .isEqualTo(
            Arrays.stream(EventKind.values()).map(EventKind::word).collect(Collectors.toSet()));
  }

  @Test
  void theExamplesShowWellFormedKeys() {
    assertThat(openApi.document().at("/components/examples").findValuesAsText("api_key"))
        .isNotEmpty()
        .allSatisfy(text -> assertThat(KeyText.parse(text, List.of("lk"))).isPresent());
  }

  private JsonNode schema(String name) {
    return openApi.at("/components/schemas/" + name).node();
  }

  private static Set<String> words(JsonNode schema) {
    Set<String> words = new LinkedHashSet<>();
    schema.path("enum").forEach(word -> words.add(word.asText()));
    return words;
  }

  private static Stream<String> names(JsonNode node) {
    return StreamSupport.stream(((Iterable<String>) node::fieldNames).spliterator(), false);
  }
}
