package dev.latchkey.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.Project;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each function's package names the libraries that it contains, with their versions and licences.
 */
final class ThirdPartyTest {
  @ParameterizedTest
  @ValueSource(strings = {"authorizer", "management"})
  void aPackageNamesItsLibraries(String function) throws IOException {
    Path target = Project.path("functions/" + function + "/target");
    Path metaInf = target.resolve("function/META-INF");
    assertThat(metaInf.resolve("LICENSE")).hasSameTextualContentAs(Project.path("LICENSE"));
    assertThat(metaInf.resolve("NOTICE")).hasSameTextualContentAs(Project.path("NOTICE"));
    assertThat(metaInf.resolve("third-party/slf4j-api/LICENSE.txt")).isNotEmptyFile();

    Set<String> packed = classes(target.resolve("classes-jar/" + function + ".jar"));
    List<String> libraries = libraries(packed);
    assertThat(libraries).anyMatch(library -> library.startsWith(":slf4j-api:"));
    assertThat(metaInf.resolve("THIRD-PARTY.txt")).content().contains(libraries);
  }

  /**
   * The libraries of this test's class path that are packed, each as {@code :artifact:version }.
   */
  private static List<String> libraries(Set<String> packed) throws IOException {
    List<String> libraries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path jar = Path.of(entry);
      if (isFromRepository(jar)) {
        Set<String> classes = classes(jar);
        if (!classes.isEmpty() && packed.containsAll(classes)) {
          libraries.add(":" + ancestor(jar, 2) + ":" + ancestor(jar, 1) + " ");
        }
      }
    }
    return libraries;
  }

  /** Returns whether a file is in Maven's repository: ARTIFACT/VERSION/ARTIFACT-VERSION.jar. */
  private static boolean isFromRepository(Path file) {
    return file.toString().endsWith(".jar")
        && !ancestor(file, 1).equals("target")
        && Files.exists(file);
  }

  private static String ancestor(Path file, int level) {
    return file.getName(file.getNameCount() - 1 - level).toString();
  }

  private static Set<String> classes(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile());
        Stream<String> names = file.stream().map(entry -> entry.getName())) {
      return names
          .filter(name -> name.endsWith(".class"))
          .filter(name -> !name.startsWith("META-INF/") && !name.endsWith("module-info.class"))
          .collect(Collectors.toSet());
    }
  }
}
