package dev.latchkey.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The domain knows neither HTTP nor AWS, in its words either. */
final class DomainWordsTest {
  private static final Pattern WORDS =
      Pattern.compile(
          "\\b(HTTP|JSON|header|AWS|API Gateway|Lambda|DynamoDB|IAM|ARN|CloudWatch)\\b",
          Pattern.CASE_INSENSITIVE);

  @Test
  void itsSourceNamesNoneOfThem() throws IOException {
    Path domain = Project.path("functions/core/src/main/java/dev/latchkey/core/domain");
    List<Path> sources;
    try (Stream<Path> files = Files.list(domain)) {
      sources = files.toList();
    }
    assertThat(sources).hasSizeGreaterThan(20);
    for (Path source : sources) {
      assertThat(Files.readString(source)).as("%s", source).doesNotContainPattern(WORDS);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"the HTTP method", "a DynamoDB item", "an IAM policy", "a header's value"})
  void aWordOfThemIsFound(String text) {
    assertThat(WORDS.matcher(text).find()).isTrue();
  }
}
