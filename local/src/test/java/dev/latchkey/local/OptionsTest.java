package dev.latchkey.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  private static final Path PROJECT = Path.of("/project");

  @Test
  void withoutArgumentsTheTablesAreKeptInTheProjectAndThePortsStartAt3000() {
    assertThat(parse())
        .isEqualTo(new Options(3000, Path.of("/project/.latchkey"), false, false, Map.of()));
  }

  @Test
  void allCanBeChosen() {
    assertThat(parse("--port", "4000", "--data=/elsewhere", "--reset"))
        .isEqualTo(new Options(4000, Path.of("/elsewhere"), true, false, Map.of()));
  }

  @Test
  void parametersOfTheTemplateAreSetByName() {
    assertThat(
            parse("--parameter", "OidcIssuer=https://id.example/a?b=c", "--parameter=ReadRoles=")
                .parameters())
        .isEqualTo(Map.of("OidcIssuer", "https://id.example/a?b=c", "ReadRoles", ""));
    assertThat(
            parse("--parameter", "RetentionDays=1", "--parameter", "RetentionDays=2").parameters())
        .isEqualTo(Map.of("RetentionDays", "2"));
  }

  @Test
  void inMemoryAndTheDemoKeepNothing() {
    assertThat(parse("--in-memory").data()).isNull();
    assertThat(parse("demo")).isEqualTo(new Options(3000, null, false, true, Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--port 0 | --port",
        "--port 65533 | 65531",
        "--port x | --port",
        "--port | --port needs a value",
        "--data | --data needs a value",
        "--verbose | --verbose",
        "serve | serve",
        "--in-memory --reset | --in-memory keeps nothing",
        "--in-memory --data /d | --in-memory keeps nothing",
        "--parameter | --parameter needs a value",
        "--parameter OidcIssuer | NAME=VALUE",
        "--parameter =x | NAME=VALUE",
        "demo --parameter RetentionDays=7 | demo runs with the default parameters",
        "demo --reset | demo keeps nothing",
      })
  void whatMakesNoSenseIsRefusedByName(String arguments, String sentence) {
    assertThatThrownBy(() -> parse(arguments.split(" ", -1)))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(sentence);
  }

  private static Options parse(String... arguments) {
    return Options.parse(PROJECT, List.of(arguments));
  }
}
