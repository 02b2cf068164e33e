package dev.latchkey.tests.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.KeyText;
import dev.latchkey.local.template.Api;
import dev.latchkey.local.template.FunctionDefinition;
import dev.latchkey.local.template.Template;
import dev.latchkey.tests.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The variables that the templates set are those that the code names. Only the wirings read the
 * environment, which {@code ArchitectureTest} holds; every other word of this form would show here.
 */
final class EnvironmentTest {
  private static final Pattern NAME = Pattern.compile("\"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\"");

  /** What Lambda sets by itself. */
  private static final Set<String> OF_LAMBDA =
      Set.of(
          "AWS_REGION",
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_INITIALIZATION_TYPE",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI");

  /** What the SDK and Lambda's runtime read, whoever else does. */
  private static final Set<String> READ_BY_AWS =
      Set.of("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DYNAMODB", "AWS_LAMBDA_EXEC_WRAPPER");

  private static final Map<String, String> EVERYTHING =
      Map.of(
          "DynamoDbEndpoint", "http://localhost:1",
          "OpenTelemetryLayerArn", "arn:aws:lambda:x",
          "FrontDoor", "true",
          "ProvisionDomains", "sales");

  /** What only the front door reads, which has the authorizer's package. */
  private static final String OF_THE_FRONT_DOOR = "TRUSTED_PROXIES";

  @Test
  void theStackSetsWhatItsFunctionsRead() {
    Set<String> read = namedIn("core", "authorizer", "management");
    assertThat(set(EVERYTHING)).isEqualTo(read);
  }

  @Test
  void theImageSetsWhatTheAuthorizerReads() {
    Set<String> read = namedIn("core", "authorizer");
    assertThat(read.remove(OF_THE_FRONT_DOOR)).isTrue();
    assertThat(
            Pattern.compile("(?m)^ {10}([A-Z_]+): !Ref")
                .matcher(Project.read("template-image.yaml"))
                .results()
                .map(name -> name.group(1)))
        .containsExactlyInAnyOrderElementsOf(read);
  }

  @Test
  void theAuthorizerAndTheFrontDoorReadNoMoreThanTheirOwn() {
    assertThat(namedIn("core", "authorizer"))
        .containsExactlyInAnyOrder(
            "TABLE_NAME",
            "KEY_PREFIXES",
            "DATA_API_CACHE_SECONDS",
            "ALLOWED_CALLS_LOG",
            "QUOTA_ON_OUTAGE",
            OF_THE_FRONT_DOOR);
  }

  @Test
  void onlyTheOperatorsAuthorizerGetsTheNamesOfRoles() {
    assertThat(
            Template.load(Project.path("template.yaml"), "latchkey", Map.of()).functions().stream()
                .filter(
                    function ->
                        function.environment().containsKey("MANAGE_ROLES")
                            || function.environment().containsKey("READ_ROLES"))
                .map(FunctionDefinition::logicalId))
        .containsExactly("AuthorizeOperatorFunction");
  }

  @Test
  void theTemplatesTakeTheKeyPrefixesThatTheCodeTakes() {
    for (String template : List.of("template.yaml", "template-image.yaml")) {
      assertThat(Project.read(template))
          .containsPattern(
              "KeyPrefixes:\\n(?:    .*\\n)*    AllowedPattern: "
                  + Pattern.quote('^' + KeyText.PREFIXES.pattern() + "$\n"));
    }
  }

  @Test
  void stageVariablesStandInForVariablesThatAreRead() {
    Api api =
        Template.load(Project.path("template.yaml"), "latchkey", Map.of()).api().orElseThrow();
    assertThat(api.stageVariables()).isNotEmpty();
    assertThat(namedIn("management")).containsAll(api.stageVariables().keySet());
    assertThat(api.stageVariables()).doesNotContainValue("none");
  }

  /** With another provider, the parameters count. API Gateway accepts no empty value. */
  @Test
  void stageVariablesHaveNoValueWithAnotherProvider() {
    Map<String, String> provider = Map.of("OidcIssuer", "https://id.example.com");
    Api api =
        Template.load(Project.path("template.yaml"), "latchkey", provider).api().orElseThrow();
    assertThat(api.stageVariables().values()).containsOnly("none");
  }

  private static Set<String> set(Map<String, String> parameters) {
    List<FunctionDefinition> functions =
        Template.load(Project.path("template.yaml"), "latchkey", parameters).functions();
    Set<String> names = new TreeSet<>();
    functions.forEach(function -> names.addAll(function.environment().keySet()));
    names.removeAll(READ_BY_AWS);
    return names;
  }

  private static Set<String> namedIn(String... modules) {
    Set<String> names = new TreeSet<>();
    for (String module : modules) {
      try (Stream<Path> files =
          Files.walk(Project.path("functions/" + module + "/src/main/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .flatMap(file -> NAME.matcher(read(file)).results())
            .forEach(name -> names.add(name.group(1)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    names.removeAll(OF_LAMBDA);
    names.removeAll(READ_BY_AWS);
    return names;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
