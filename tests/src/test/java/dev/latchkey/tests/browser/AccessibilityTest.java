package dev.latchkey.tests.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds in each view, light and dark, from phone to desk. Each person signs in once. */
@Tag("browser")
@ExtendWith(NeedsBrowser.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessibilityTest {
  private final Map<String, BrowserSession> visits = new HashMap<>();

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
    visits.values().forEach(BrowserSession::close);
    stack.close();
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsInAnyonesWay(ConsoleView view) {
    BrowserSession visit = visits.computeIfAbsent(view.person(), this::arrive);
    visit.page().setViewportSize(1440, 900);
    view.open(visit, dataApi);
    Page page = visit.page();
    SoftAssertions all = new SoftAssertions();
    for (int width : List.of(1440, 768, 320)) {
      page.setViewportSize(width, 900);
      all.assertThat(PageCheck.broken(page, EnumSet.allOf(PageCheck.class)))
          .as("%s at %d", view, width)
          .isEmpty();
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        all.assertThat(Axe.violations(page, "html"))
            .as("axe: %s, %s, %d", view, scheme, width)
            .isEmpty();
      }
    }
    page.setViewportSize(1440, 900);
    visit.backToKeys();
    all.assertAll();
  }

  private BrowserSession arrive(String person) {
    return BrowserSession.of(stack, BrowserSession.desk(), person);
  }
}
