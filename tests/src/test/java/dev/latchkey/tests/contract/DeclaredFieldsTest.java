package dev.latchkey.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.Field;
import dev.latchkey.core.domain.FieldBudget;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.TextConstraint;
import dev.latchkey.tests.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The fields that the code declares are those that the contract and the console name, with the same
 * limits.
 */
class DeclaredFieldsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern SETTING = Pattern.compile("\\{ name: '(\\w+)', (.*) \\},");

  /**
   * A field as each side has it.
   *
   * @param max the most code points
   */
  private record Setting(String name, int max, boolean isRequired) {}

  @Test
  void theContractNamesTheFieldsOfKeys() {
    assertThat(ofContract("KeySettings", "KeyCreation")).isEqualTo(ofCode(KeyFields.ALL));
    assertThat(patchable("KeySettingsPatch")).isEqualTo(patchable(KeyFields.ALL));
  }

  @Test
  void theContractNamesTheFieldsOfDataApis() {
    assertThat(ofContract("DataApiSettings", "DataApiRegistration"))
        .isEqualTo(ofCode(DataApiFields.ALL));
    assertThat(patchable("DataApiSettingsPatch")).isEqualTo(patchable(DataApiFields.ALL));
  }

  @Test
  void theBodiesHaveTheFields() {
    assertThat(List.of("KeyCreation", "KeyPatch", "Key", "FirstKey"))
        .allSatisfy(body -> assertThat(properties(body)).containsAll(names(KeyFields.ALL)));
    assertThat(properties("KeysChange")).containsAll(names(KeyFields.BULK_EDITS));
    assertThat(List.of("DataApiRegistration", "DataApi"))
        .allSatisfy(body -> assertThat(properties(body)).containsAll(names(DataApiFields.ALL)));
    assertThat(properties("DataApiPatch"))
        .containsAll(
            names(DataApiFields.ALL.stream().filter(it -> !it.is(Field.Use.FIXED)).toList()));
  }

  @Test
  void theContractAcceptsTheTextsThatTheCodeAccepts() {
    assertAccepts("KeySettings", KeyFields.ALL);
    assertAccepts("KeySettingsPatch", KeyFields.ALL);
    assertAccepts("DataApiSettings", DataApiFields.ALL);
    assertAccepts("DataApiSettingsPatch", patched(DataApiFields.ALL));
  }

  @Test
  void theContractTellsTheLimitsInBytes() {
    assertTellsBytes("KeySettings", KeyFields.ALL);
    assertTellsBytes("DataApiSettings", DataApiFields.ALL);
  }

  @Test
  void theContractTellsTheBytesOfAllFieldsOfAKeyTogether() {
    String limit = String.format(Locale.ROOT, "%,d", KeyFields.BUDGET.maxBytes());
    assertThat(List.of("KeySettings", "KeySettingsPatch"))
        .allSatisfy(
            schema ->
                assertThat(schema(schema).path("description").asText().replace('\n', ' '))
                    .contains("at most " + limit + " bytes in UTF-8"));
    assertThat(schema("KeySettings").path("description").asText())
        .contains(KeyFields.BUDGET.fields().stream().map(field -> "`" + field + "`").toList());
  }

  @Test
  void theContractTellsWhatADeliveryTakesOfTheseBytes() {
    assertThat(schema("SecretArn").path("maxLength").asInt()).isEqualTo(FieldBudget.MAX_DELIVERY);
    int overhead = KeyFields.BUDGET.maxBytes() - KeyFields.BUDGET.with("").maxBytes();
    assertThat(OpenApi.contract().document().at("/components/schemas").findValues("secret_arn"))
        .extracting(property -> property.path("description").asText().replace('\n', ' '))
        .anyMatch(text -> text.contains("Its characters and " + overhead + " bytes count"));
  }

  @Test
  void theCodeAndTheConsoleAcceptTheSecretsThatTheContractNames() {
    String arn = schema("SecretArn").path("pattern").asText();
    assertThat(
            Project.read(
                "functions/management/src/main/java/dev/latchkey/management/http/DeliveryFields.java"))
        .contains("\"" + arn.substring(1, arn.length() - 1) + "\"");
    assertThat(Project.read("console/app/deliver-to.js"))
        .contains("const ARN = /" + arn + "/;")
        .contains("{ max: %1$d, bytes: %1$d }".formatted(FieldBudget.MAX_DELIVERY));
  }

  @Test
  void theConsoleNamesTheFields() {
    assertThat(ofConsole("KEY_SETTINGS")).isEqualTo(ofCode(KeyFields.ALL));
    assertThat(ofConsole("DATA_API_SETTINGS")).isEqualTo(ofCode(DataApiFields.ALL));
  }

  @Test
  void theConsoleKnowsWhichNeverChange() {
    assertThat(fixedOfConsole("KEY_SETTINGS")).isEqualTo(fixedOfCode(KeyFields.ALL));
    assertThat(fixedOfConsole("DATA_API_SETTINGS")).isEqualTo(fixedOfCode(DataApiFields.ALL));
  }

  @Test
  void theConsoleKnowsTheLimitsInBytes() {
    assertThat(bytesOfConsole("KEY_SETTINGS")).isEqualTo(bytesOfCode(KeyFields.ALL));
    assertThat(bytesOfConsole("DATA_API_SETTINGS")).isEqualTo(bytesOfCode(DataApiFields.ALL));
  }

  private static List<String> names(List<Field<?>> declared) {
    return declared.stream().<String>map(Field::name).toList();
  }

  /** The properties of a body, those of the schemas that it is made of included. */
  private static List<String> properties(String body) {
    return properties(schema(body));
  }

  private static List<String> properties(JsonNode schema) {
    List<String> names = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    for (JsonNode part : schema.path("allOf")) {
      names.addAll(properties(part.has("$ref") ? rule(part) : part));
    }
    return names;
  }

  private static List<Setting> ofCode(List<Field<?>> declared) {
    return declared(declared)
        .map(
            field ->
                new Setting(
                    field.name(),
                    ((TextConstraint) field.type()).maxCodePoints(),
                    field.is(Field.Use.REQUIRED)))
        .toList();
  }

  private static List<Integer> bytesOfCode(List<Field<?>> declared) {
    return declared(declared).map(field -> ((TextConstraint) field.type()).maxBytes()).toList();
  }

  private static List<String> fixedOfCode(List<Field<?>> declared) {
    return declared(declared).filter(field -> field.is(Field.Use.FIXED)).map(Field::name).toList();
  }

  private static List<Field<?>> patched(List<Field<?>> declared) {
    return declared(declared).filter(field -> !field.is(Field.Use.FIXED)).toList();
  }

  /** The texts. The contract and the console name all other fields in places of their own. */
  private static Stream<Field<?>> declared(List<Field<?>> all) {
    return all.stream().filter(field -> field.type() instanceof TextConstraint);
  }

  /** The names of fields that can be changed; with a question mark those that can be cleared. */
  private static List<String> patchable(List<Field<?>> declared) {
    return patched(declared).stream()
        .map(field -> field.name() + (field.is(Field.Use.REQUIRED) ? "" : "?"))
        .toList();
  }

  private static List<String> patchable(String schema) {
    List<String> names = new ArrayList<>();
    schema(schema)
        .path("properties")
        .properties()
        .forEach(
            property ->
                names.add(
                    property.getKey()
                        + (property.getValue().toString().contains("\"null\"") ? "?" : "")));
    return names;
  }

  private static List<Setting> ofContract(String schema, String creation) {
    List<String> required = new ArrayList<>();
    schema(creation).path("required").forEach(name -> required.add(name.asText()));
    List<Setting> settings = new ArrayList<>();
    schema(schema)
        .path("properties")
        .properties()
        .forEach(
            property -> {
              int max = rule(property.getValue()).path("maxLength").asInt();
              settings.add(
                  new Setting(property.getKey(), max, required.contains(property.getKey())));
            });
    return settings;
  }

  private static void assertAccepts(String schema, List<Field<?>> fields) {
    declared(fields)
        .forEach(
            field -> {
              TextConstraint code = (TextConstraint) field.type();
              for (String text : texts(code)) {
                String body = JSON.createObjectNode().put(field.name(), text).toString();
                assertThat(
                        OpenApi.contract()
                            .validate("/components/schemas/" + schema, body)
                            .isEmpty())
                    .as("%s accepts %s", schema, body)
                    .isEqualTo(code.problem(text) == null);
              }
            });
  }

  /** Texts of which some are accepted. JSON Schema knows no limit in bytes, so all are ASCII. */
  private static List<String> texts(TextConstraint code) {
    String longest = "x".repeat(code.maxCodePoints());
    return List.of("", " ", "a", " a b ", "a\nb", "a\u0000", "a\u007f", longest, longest + "x");
  }

  private static void assertTellsBytes(String schema, List<Field<?>> fields) {
    declared(fields)
        .forEach(
            field ->
                assertThat(
                        rule(schema(schema).path("properties").path(field.name()))
                            .path("description")
                            .asText())
                    .as("description of %s in %s", field, schema)
                    .contains(
                        String.format(
                            Locale.ROOT,
                            "At most %,d bytes in UTF-8.",
                            ((TextConstraint) field.type()).maxBytes())));
  }

  private static List<Setting> ofConsole(String list) {
    return console(list)
        .map(
            setting ->
                new Setting(
                    setting.group(1),
                    number("max", setting.group(2)),
                    setting.group(2).contains("required: true")))
        .toList();
  }

  private static List<Integer> bytesOfConsole(String list) {
    return console(list).map(setting -> number("bytes", setting.group(2))).toList();
  }

  private static List<String> fixedOfConsole(String list) {
    return console(list)
        .filter(setting -> setting.group(2).contains("fixed: true"))
        .map(setting -> setting.group(1))
        .toList();
  }

  private static Stream<Matcher> console(String list) {
    String script = Project.read("console/app/settings.js");
    int start = script.indexOf("export const " + list + " = [");
    assertThat(start).as(list).isNotNegative();
    return script
        .substring(start, script.indexOf("];", start))
        .lines()
        .skip(1)
        .map(
            line -> {
              Matcher setting = SETTING.matcher(line.strip());
              assertThat(setting.matches()).as("one setting a line: %s", line).isTrue();
              return setting;
            });
  }

  private static int number(String name, String text) {
    Matcher matcher = Pattern.compile("\\b" + name + ": (\\d+)").matcher(text);
    assertThat(matcher.find()).as("%s in %s", name, text).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  /** The schema that a property refers to. */
  private static JsonNode rule(JsonNode property) {
    String reference = property.path("$ref").asText();
    return schema(reference.substring(reference.lastIndexOf('/') + 1));
  }

  private static JsonNode schema(String name) {
    return OpenApi.contract().document().at("/components/schemas/" + name);
  }
}
