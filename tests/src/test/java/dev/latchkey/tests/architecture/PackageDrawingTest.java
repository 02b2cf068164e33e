package dev.latchkey.tests.architecture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.latchkey.tests.Project;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The drawing of packages in docs/architecture.md shows what each package uses. An arrow is left
 * out if others lead from its beginning to its end.
 */
final class PackageDrawingTest {
  private static final String ROOT = "dev.latchkey.";
  private static final Pattern ARROW = Pattern.compile("(?m)^  ([a-z.]+ --> [a-z.]+)$");

  @Test
  void drawsWhatThePackagesUse() {
    Map<String, Set<String>> uses = uses();
    Set<String> expected =
        uses.keySet().stream()
            .flatMap(user -> direct(user, uses).map(used -> user + " --> " + used))
            .collect(toCollection(TreeSet::new));
    Set<String> drawn =
        ARROW
            .matcher(Project.read("docs/architecture.md"))
            .results()
            .map(arrow -> arrow.group(1))
            .collect(toCollection(TreeSet::new));
    assertThat(String.join("\n", drawn)).isEqualTo(String.join("\n", expected));
  }

  private static Map<String, Set<String>> uses() {
    JavaClasses functions =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(ROOT + "core", ROOT + "authorizer", ROOT + "management");
    return functions.stream()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .filter(dependency -> dependency.getTargetClass().getName().startsWith(ROOT))
        .filter(
            dependency ->
                !name(dependency.getOriginClass()).equals(name(dependency.getTargetClass())))
        .collect(
            groupingBy(
                dependency -> name(dependency.getOriginClass()),
                mapping(dependency -> name(dependency.getTargetClass()), toSet())));
  }

  private static Stream<String> direct(String user, Map<String, Set<String>> uses) {
    Set<String> indirect = new HashSet<>();
    uses.getOrDefault(user, Set.of()).forEach(used -> follow(used, uses, indirect));
    return uses.getOrDefault(user, Set.of()).stream().filter(used -> !indirect.contains(used));
  }

  private static void follow(String user, Map<String, Set<String>> uses, Set<String> reached) {
    for (String used : uses.getOrDefault(user, Set.of())) {
      if (reached.add(used)) {
        follow(used, uses, reached);
      }
    }
  }

  private static String name(JavaClass type) {
    return type.getPackageName().substring(ROOT.length());
  }
}
