package dev.latchkey.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.EventKind;
import dev.latchkey.local.template.Template;
import dev.latchkey.tests.Project;
import dev.latchkey.tests.contract.OpenApi;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** docs/events.md names the types of events that are published. */
final class EventDocsTest {
  private static final Set<String> NOTICES = Set.of("Key expiring", "Key expired", "Secret old");

  private final String page = Project.read("docs/events.md");

  @Test
  void itNamesEachTypeOfEventsAndNoOther() {
    Set<String> named =
        Pattern.compile("`((?:Key|Data API|Secret) [a-z]+)`")
            .matcher(page)
            .results()
            .map(type -> type.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).isEqualTo(types());
  }

  @Test
  void rulesSelectTypesThatThereAre() {
    Set<String> selected =
        Pattern.compile("(?m)^ +- ((?:Key|Data API|Secret) [a-z]+)$")
            .matcher(page)
            .results()
            .map(type -> type.group(1))
            .collect(Collectors.toSet());
    assertThat(selected).containsAll(NOTICES);
    assertThat(types()).containsAll(selected);
  }

  @Test
  void theRuleOfTheTemplateSelectsTheNotices() {
    Template template =
        Template.load(
            Project.path("template.yaml"),
            "latchkey",
            Map.of("NoticeTopicArn", "arn:aws:sns:us-east-1:000000000000:notices"));
    Map<?, ?> rule =
        Objects.requireNonNull(template.resources("AWS::Events::Rule").get("NoticesToTopic"));
    Map<?, ?> pattern = (Map<?, ?>) Objects.requireNonNull(rule.get("EventPattern"));
    assertThat(Set.copyOf((java.util.List<?>) Objects.requireNonNull(pattern.get("detail-type"))))
        .isEqualTo(NOTICES);
    assertThat(template(Map.of()).resources("AWS::Events::Rule")).isEmpty();
  }

  @Test
  void theContractNamesEachKind() {
    assertThat(kinds("EventKind"))
        .containsExactlyInAnyOrder(
            Stream.of(EventKind.values()).map(EventKind::word).toArray(String[]::new));
  }

  private static Template template(Map<String, String> parameters) {
    return Template.load(Project.path("template.yaml"), "latchkey", parameters);
  }

  /**
   * The types of notices, and those of events by the kinds that the contract gives each subject.
   */
  private static Set<String> types() {
    Set<String> types = new TreeSet<>(NOTICES);
    kinds("KeyEvent").forEach(kind -> types.add("Key " + kind));
    kinds("DataApiEvent").forEach(kind -> types.add("Data API " + kind));
    return types;
  }

  private static Set<String> kinds(String schema) {
    var node = OpenApi.contract().at("/components/schemas/" + schema).node();
    var kinds = node.has("enum") ? node.get("enum") : node.at("/allOf/1/properties/kind/enum");
    return StreamSupport.stream(kinds.spliterator(), false)
        .map(kind -> kind.asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
