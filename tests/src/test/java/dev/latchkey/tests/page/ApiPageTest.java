package dev.latchkey.tests.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.DataApiFields;
import dev.latchkey.key.Field;
import dev.latchkey.key.KeyFields;
import dev.latchkey.tests.Project;
import dev.latchkey.tests.contract.OpenApi;
import dev.latchkey.tests.contract.Operation;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page in docs says what the contract says, and needs nothing but itself. */
final class ApiPageTest {
  private static final String PAGE = Project.read("docs/api.html");

  @Test
  void isInStepWithTheContract() {
    assertThat(
            PAGE.equals(ApiPage.of(Project.read("openapi.yaml"), Project.read("docs/problems.md"))))
        .as("docs/api.html is what openapi.yaml and docs/problems.md make; if not: bin/api-page")
        .isTrue();
  }

  @Test
  void tellsOfEachCallOnce() {
    assertThat(OpenApi.contract().operations())
        .extracting(Operation::id)
        .allSatisfy(
            id ->
                assertThat(PAGE)
                    .containsOnlyOnce(
                        "<section class=\"call\" id=\"%s\">".formatted(Contract.kebab(id))));
  }

  @Test
  void namesEachDeclaredField() {
    assertNames("create-key", "", KeyFields.ALL);
    assertNames("edit-key", "", KeyFields.ALL);
    assertNames("register-data-api", "", DataApiFields.ALL);
    assertNames("register-data-api", "key.", KeyFields.ALL);
    assertNames(
        "edit-data-api",
        "",
        DataApiFields.ALL.stream().filter(field -> !field.is(Field.Use.FIXED)).toList());
    assertNames("thing-key", "", KeyFields.ALL);
    assertNames("thing-data-api", "", DataApiFields.ALL);
  }

  private static void assertNames(String section, String prefix, List<Field<?>> fields) {
    int start = PAGE.indexOf(" id=\"" + section + "\"");
    String text = PAGE.substring(start, PAGE.indexOf("</section>", start));
    assertThat(fields)
        .allSatisfy(
            field -> assertThat(text).contains("<dt><code>" + prefix + field.name() + "</code>"));
  }

  @Test
  void usesEachIdOnce() {
    assertThat(found("\\bid=\"([^\"]*)\"")).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void needsNoNetworkAndNoScript() {
    assertThat(PAGE).doesNotContain("<script", "@import", "url(", " src=");
    assertThat(found("<link [^>]*href=\"([^\"]*)\"")).containsExactly("data:,");
  }

  private static List<String> found(String expression) {
    return Pattern.compile(expression)
        .matcher(PAGE)
        .results()
        .map(result -> result.group(1))
        .toList();
  }
}
