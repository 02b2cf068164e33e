package dev.latchkey.local.template;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TemplateTest {
  private static final String TEMPLATE =
      """
      Parameters:
        Name: {Type: String, Default: world}
        Days: {Type: Number, Default: 30, MinValue: 1, MaxValue: 365}
        Size: {Type: String, Default: small, AllowedValues: [small, large]}
        Zones: {Type: CommaDelimitedList, Default: "a, b"}
      Mappings:
        Sizes:
          small: {memory: 128}
          large: {memory: 1024}
      Conditions:
        IsLarge: !Equals [!Ref Size, large]
        IsSmall: !Not [Condition: IsLarge]
        Either: !Or [!Condition IsLarge, !And [!Condition IsSmall, !Equals [a, a]]]
      Globals:
        Function:
          Timeout: 7
          Environment: {Variables: {GREETING: !Sub "hello ${Name}", SHARED: global}}
      Resources:
        Table:
          Type: AWS::DynamoDB::Table
          Properties:
            StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}
            Absent: !Ref AWS::NoValue
        Named: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Sub "${AWS::StackName}-x"}}
        Api: {Type: AWS::Serverless::Api, Properties: {StageName: !If [IsLarge, big, little]}}
        Worker:
          Type: AWS::Serverless::Function
          Properties:
            CodeUri: code
            Handler: a.B::c
            AutoPublishAlias: live
            MemorySize: !FindInMap [Sizes, !Ref Size, memory]
            Role: !GetAtt Unknown.Thing
            Environment:
              Variables: {SHARED: own, TABLE: !Ref Table, DAYS: !Ref Days}
            Events:
              Changes:
                Type: DynamoDB
                Properties:
                  Stream: !GetAtt Table.StreamArn
                  BatchSize: 10
                  BisectBatchOnFunctionError: true
                  FilterCriteria: {Filters: [{Pattern: '{"a":["b"]}'}]}
              Hourly: {Type: Schedule, Properties: {Schedule: rate(1 hour)}}
              Often: {Type: Schedule, Properties: {Schedule: rate(15 minutes), Input: '{"a":1}'}}
              Off: {Type: Schedule, Properties: {Schedule: rate(2 days), Enabled: false}}
        OnlyLarge:
          Type: AWS::Serverless::Function
          Condition: IsLarge
          Properties: {CodeUri: ., Handler: a.B}
      Outputs:
        Value: {Value: EXPRESSION}
        OnlyLarge: {Condition: IsLarge, Value: !GetAtt OnlyLarge.Arn}
      """;

  @TempDir private static Path folder;

  private static Template load(String text, Map<String, String> parameters) {
    try {
      Path file = Files.createTempFile(folder, "template", ".yaml");
      return Template.load(Files.writeString(file, text), "stack", parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Template with(String expression) {
    return load(TEMPLATE.replace("EXPRESSION", expression), Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!Ref Name | world",
        "!Ref AWS::Region | us-east-1",
        "!Ref Worker | stack-Worker",
        "!Ref Worker.Alias | arn:aws:lambda:us-east-1:000000000000:function:stack-Worker:live",
        "!GetAtt Worker.Arn | arn:aws:lambda:us-east-1:000000000000:function:stack-Worker",
        "{'Fn::GetAtt': [Worker, Arn]} | arn:aws:lambda:us-east-1:000000000000:function:stack-Worker",
        "!Ref Api | stack",
        "!Ref Table | stack-Table",
        "!Ref Named | stack-x",
        "!GetAtt Table.Arn | arn:aws:dynamodb:us-east-1:000000000000:table/stack-Table",
        "!Sub '${Name}/${!Name}/${Worker.Arn}' | world/${Name}/arn:aws:lambda:us-east-1:000000000000:function:stack-Worker",
        "!Sub ['${Own}${Name}', {Own: !Ref Days}] | 30world",
        "!Join ['-', [a, !Ref Name, !Select [1, !Ref Zones]]] | a-world-b",
        "!Join [',', !Split [';', 'a;b;']] | a,b,",
        "!If [Either, !Ref Name, no] | world",
        "!If [IsLarge, yes, !Sub 'no ${AWS::AccountId}'] | no 000000000000",
        "!FindInMap [Sizes, !Ref Size, memory] | 128",
        "!Base64 abc | YWJj",
      })
  void intrinsicFunctionsMeanWhatTheyDoOnAws(String expression, String value) {
    assertThat(with(expression).outputs()).containsEntry("Value", value);
  }

  @Test
  void globalsAreMergedIntoFunctionsAndUnknownPropertiesLeftAlone() {
    FunctionDefinition worker = with("x").functions().get(0);
    assertThat(worker.environment())
        .isEqualTo(
            Map.of(
                "GREETING", "hello world", "SHARED", "own", "TABLE", "stack-Table", "DAYS", "30"));
    assertThat(worker.timeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(worker.memory()).isEqualTo(128);
    assertThat(worker.codeUri()).isEqualTo(folder.resolve("code"));
  }

  @Test
  void whatHasAConditionThatDoesNotHoldIsNotThere() {
    assertThat(with("x").functions()).hasSize(1);
    assertThat(with("x").outputs()).doesNotContainKey("OnlyLarge");
    Template large = load(TEMPLATE, Map.of("Size", "large"));
    assertThat(large.functions()).hasSize(2);
    assertThat(large.outputs()).containsKey("OnlyLarge");
    assertThat(large.api().orElseThrow().stage()).isEqualTo("big");
  }

  @Test
  void streamsAreFoundWithTheirSettings() {
    assertThat(with("x").streamSources())
        .containsExactly(
            new StreamSource(
                "Worker",
                "arn:aws:lambda:us-east-1:000000000000:function:stack-Worker",
                "stack-Table",
                "TRIM_HORIZON",
                10,
                Duration.ZERO,
                true,
                -1,
                Duration.ofSeconds(-1),
                false,
                List.of("{\"a\":[\"b\"]}")));
  }

  @Test
  void schedulesAreFoundWithTheirRateAndInput() {
    String arn = "arn:aws:lambda:us-east-1:000000000000:function:stack-Worker";
    List<ScheduleSource> schedules = with("x").scheduleSources();
    assertThat(schedules).hasSize(2);
    assertThat(schedules.get(0).rate()).isEqualTo(Duration.ofHours(1));
    assertThat(schedules.get(0).input()).contains("\"source\":\"aws.events\"");
    assertThat(schedules.get(1))
        .isEqualTo(new ScheduleSource("Worker", arn, Duration.ofMinutes(15), "{\"a\":1}"));
    String cron = TEMPLATE.replace("rate(1 hour)", "cron(0 * * * ? *)");
    assertThatThrownBy(() -> load(cron, Map.of()))
        .hasMessageContaining("is no rate in minutes, hours or days");
  }

  @Test
  void tablesAreResolvedWithoutWhatIsNoValue() {
    assertThat(with("x").resources("AWS::DynamoDB::Table").get("Table"))
        .isEqualTo(Map.of("StreamSpecification", Map.of("StreamViewType", "NEW_AND_OLD_IMAGES")));
    assertThat(with("x").ref("Named")).isEqualTo("stack-x");
  }

  @Test
  void theTemplatesOfThisProjectLoad() {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("template.yaml"))) {
      root = requireNonNull(root.getParent());
    }
    Template main = Template.load(root.resolve("template.yaml"), "latchkey", Map.of());
    assertThat(main.api().orElseThrow().routes()).isNotEmpty();
    assertThat(main.api().orElseThrow().limits())
        .isEqualTo(
            Map.of(
                Api.OTHER_ROUTES,
                new Api.Limits(50, 100),
                "POST /v1/keys/{key_id}/revoke",
                new Api.Limits(50, 100),
                "GET /v1/key",
                new Api.Limits(20, 40),
                "HEAD /v1/key",
                new Api.Limits(20, 40),
                "POST /v1/key/revoke",
                new Api.Limits(20, 40)));
    Template example =
        Template.load(
            root.resolve("examples/orders-data-api/template.yaml"),
            "orders-data-api",
            Map.of("AuthorizerFunctionArn", main.outputs().get("AuthorizerFunctionArn")));
    assertThat(example.api().orElseThrow().authorizers().values())
        .extracting(Api.Authorizer::functionArn)
        .containsOnly(main.outputs().get("AuthorizerFunctionArn"));
  }

  @Nested
  final class Refused {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "!Ref Nothing | : Outputs.Value.Value refers to Nothing, which is no parameter or resource.",
          "!GetAtt Worker.Colour | asks for Worker.Colour, which is not known on a laptop.",
          "!GetAtt Worker | line 52: !GetAtt needs Resource.Attribute.",
          "!Frobnicate x | uses Fn::Frobnicate, which is not known on a laptop.",
          "!Select [7, [a, b]] | selects item 7 of 2.",
          "!FindInMap [Sizes, huge, memory] | looks up what is not in Mappings.",
          "!If [Nobody, a, b] | names the condition Nobody, which is not there.",
          "!Join [a] | has a Fn::Join without its list of 2.",
          "[a, b] | Outputs.Value.Value must be text.",
        })
    void whatCannotBeWorkedOutIsNamedWithItsPlace(String expression, String message) {
      assertThatThrownBy(() -> with(expression))
          .isInstanceOf(TemplateException.class)
          .hasMessageStartingWith(folder.toString())
          .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "Days | 0 | is not within 1 to 365",
          "Days | soon | is not a number",
          "Size | huge | is not one of small, large",
          "Nobody | x | has no parameter Nobody.",
        })
    void aParameterThatIsNotAllowed(String name, String value, String message) {
      assertThatThrownBy(() -> load(TEMPLATE, Map.of(name, value)))
          .isInstanceOf(TemplateException.class)
          .hasMessageContaining(message);
    }

    @Test
    void aParameterWithoutAValue() {
      assertThatThrownBy(() -> load(TEMPLATE.replace(", Default: world", ""), Map.of()))
          .isInstanceOf(TemplateException.class)
          .hasMessageContaining("the parameter Name has no default and no value was given");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "'a: [b' | , line 1: ",
          "'a: 1\na: 2' | the key a is there twice",
          "'- a' | is not a map",
          "'' | is empty",
          "'a: b' | Resources is missing or empty",
        })
    void whatIsNoTemplate(String text, String message) {
      assertThatThrownBy(() -> load(text, Map.of()))
          .isInstanceOf(TemplateException.class)
          .hasMessageContaining(message);
    }

    @Test
    void aFileThatIsNotThere() {
      assertThatThrownBy(() -> Template.load(folder.resolve("none.yaml"), "stack", Map.of()))
          .isInstanceOf(TemplateException.class)
          .hasMessage("There is no template " + folder.resolve("none.yaml") + ".");
    }

    @Test
    void conditionsInACircle() {
      String text = TEMPLATE.replace("!Equals [!Ref Size, large]", "!Condition IsSmall");
      assertThatThrownBy(() -> load(text, Map.of()))
          .isInstanceOf(TemplateException.class)
          .hasMessageContaining("refers to itself");
    }
  }
}
