package dev.latchkey.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every rule holds, and every rule complains of the fixture that is named after it. */
final class ArchitectureTest {
  private static final String ROOT = "dev.latchkey";
  private static final String MODEL = "dev.latchkey.tests.model";
  private static final String BROKEN = "dev.latchkey.tests.architecture.broken";

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .withImportOption(location -> !location.contains("/dev/latchkey/tests/"))
          .withImportOption(location -> !location.contains("/dev/latchkey/testing/"))
          .importPackages(ROOT);
  private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages(BROKEN);

  @ParameterizedTest
  @EnumSource
  void theCodeKeeps(Rule rule) {
    rule.below(ROOT).check(CODE);
  }

  @ParameterizedTest
  @EnumSource
  void aBreachIsSeenOf(Rule rule) {
    EvaluationResult result = rule.below(BROKEN).evaluate(FIXTURES);
    assertThat(result.getFailureReport().getDetails())
        .as("complaints of the fixture %s", fixture(rule))
        .anyMatch(detail -> detail.contains(fixture(rule)));
  }

  /** A model that used the service's code would repeat its mistakes. */
  @Test
  void theModelKnowsOnlyTheJdk() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", MODEL + "..")
        .check(new ClassFileImporter().importPackages(MODEL));
  }

  private static String fixture(Rule rule) {
    return "Breaks"
        + Pattern.compile("_?([A-Z])([A-Z]*)")
            .matcher(rule.name())
            .replaceAll(word -> word.group(1) + word.group(2).toLowerCase(Locale.ROOT));
  }
}
