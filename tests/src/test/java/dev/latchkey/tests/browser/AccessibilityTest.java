package dev.latchkey.tests.browser;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds in each view, light and dark, from phone to desk. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessibilityTest extends BrowserTest {
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  /** One of its own, since the views get longer with what other tests leave. */
  private ConsoleStack stack;

  private String dataApi;

  @BeforeAll
  void start() {
    stack = ConsoleStack.start(true);
    dataApi = stack.prepare().dataApi();
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsInAnyonesWay(ConsoleView view) {
    BrowserSession visit = visit(stack.console(), BrowserSession.desk()).signIn(view.person());
    view.open(visit, dataApi);
    Page page = visit.page();
    SoftAssertions all = new SoftAssertions();
    for (int width : List.of(1440, 768, 320)) {
      page.setViewportSize(width, 900);
      for (PageCheck check : PageCheck.values()) {
        all.assertThat(check.broken(page)).as("%s at %d: %s", view, width, check).isEmpty();
      }
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        all.assertThat(violations(page))
            .as("axe: %s, %s, %d", view, scheme, width)
            .extracting(rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml())
            .isEmpty();
      }
    }
    all.assertAll();
  }

  /**
   * What axe finds. In its legacy mode it asks no second page, which only frames of other sites
   * need.
   */
  private static List<Rule> violations(Page page) {
    AxeRunOptions options = new AxeRunOptions();
    options.setResultTypes(List.of("violations"));
    return new AxeBuilder(page)
        .options(options)
        .withTags(RULES)
        .setLegacyMode(true)
        .analyze()
        .getViolations();
  }
}
