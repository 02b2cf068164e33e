package dev.latchkey.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.tests.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The console has a name for each check of an explanation. */
class CheckNamesTest {
  private static final Pattern CHECKS =
      Pattern.compile("const CHECKS = \\{(.*?)\\n};", Pattern.DOTALL);

  @Test
  void theConsoleNamesTheContractsChecksInTheirOrder() {
    List<String> contract = new ArrayList<>();
    for (JsonNode word : OpenApi.contract().at("/components/schemas/CheckName/enum").node()) {
      contract.add(word.asText());
    }
    List<String> console =
        CHECKS
            .matcher(Project.read("console/app/explain.js"))
            .results()
            .flatMap(checks -> Pattern.compile("(\\w+): '").matcher(checks.group(1)).results())
            .map(name -> name.group(1))
            .toList();
    assertThat(console).isEqualTo(contract);
  }
}
