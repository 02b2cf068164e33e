package dev.latchkey.tests.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.Project;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link inside the project leads to something that is there. */
final class LinksTest {
  private static final Path ROOT = Project.path("");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
  private static final Pattern DECISION = Pattern.compile("(?m)^## ([0-9]+)\\. ");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\\n]+`");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern ELSEWHERE = Pattern.compile("^(https?:|mailto:|data:).*");

  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = String.valueOf(folder.getFileName());
            boolean made = name.equals("target") || name.equals("node_modules");
            return !folder.equals(ROOT) && (made || name.startsWith("."))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".md")) {
              pages.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    assertThat(pages).contains(ROOT.resolve("README.md"), ROOT.resolve("docs/problems.md"));
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void leadSomewhere(Path page) throws IOException {
    for (String link : links(page)) {
      String[] parts = link.split("#", 2);
      Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
      assertThat(target).as("%s in %s", link, ROOT.relativize(page)).exists();
      if (parts.length == 2) {
        assertThat(anchors(target))
            .as("places in %s, for %s in %s", target, link, ROOT.relativize(page))
            .contains(parts[1]);
      }
    }
  }

  @Test
  void decisionsAreNumberedInTheirOrder() throws IOException {
    List<Integer> numbers =
        first(DECISION.matcher(Files.readString(ROOT.resolve("docs/decisions.md"))).results())
            .map(Integer::valueOf)
            .toList();
    assertThat(numbers)
        .hasSizeGreaterThan(40)
        .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
  }

  private static List<String> links(Path page) throws IOException {
    return first(LINK.matcher(CODE.matcher(Files.readString(page)).replaceAll("code")).results())
        .filter(link -> !ELSEWHERE.matcher(link).matches())
        .toList();
  }

  /** What GitHub makes of a page's headings. */
  private static Set<String> anchors(Path page) throws IOException {
    String text = Files.readString(page);
    Set<String> anchors = new HashSet<>();
    first(HEADING.matcher(BLOCK.matcher(text).replaceAll("")).results())
        .map(heading -> heading.toLowerCase(Locale.ROOT).strip())
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .forEach(
            anchor -> {
              String free = anchor;
              for (int i = 1; !anchors.add(free); i++) {
                free = anchor + "-" + i;
              }
            });
    return anchors;
  }

  private static Stream<String> first(Stream<MatchResult> results) {
    return results.map(result -> result.group(1));
  }
}
