package dev.latchkey.tests.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.ProvisionDataApi;
import dev.latchkey.local.template.FunctionDefinition;
import dev.latchkey.local.template.Template;
import dev.latchkey.tests.Project;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The timeouts of the functions leave time for what they wait for. */
final class TimeoutsTest {
  @Test
  void aStackThatDeletesADataApiHasTimeForAllAttempts() {
    Duration timeout =
        Template.load(
                Project.path("template.yaml"), "latchkey", Map.of("ProvisionDomains", "sales"))
            .functions()
            .stream()
            .filter(function -> function.logicalId().equals("ProvisionFunction"))
            .map(FunctionDefinition::timeout)
            .findFirst()
            .orElseThrow();
    Duration pauses = ProvisionDataApi.PAUSES.stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(pauses).isPositive().isLessThan(timeout.dividedBy(2));
  }
}
