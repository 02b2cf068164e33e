package dev.latchkey.tests.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.latchkey.tests.Project;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Writes what each view looks like into {@code docs/screenshots/}; see {@code bin/screenshots}. */
@EnabledIfSystemProperty(
    named = "screenshots",
    matches = "true",
    disabledReason = "bin/screenshots writes them")
class Screenshots extends BrowserTest {
  private static final Map<String, Integer> NAMES =
      Map.of(
          "billing-app", 200,
          "mobile-shop", 357,
          "nightly-export", 12,
          "partner-nordwind", 90,
          "fraud-scoring", 6);

  @Test
  void write() {
    Preparation api = ConsoleStack.shared().prepare();
    String id = "orders";
    api.dataApi(id);
    NAMES.forEach((name, days) -> api.key(id, name, days));
    for (View view : View.values()) {
      write(view, id, 1440, ColorScheme.LIGHT);
      write(view, id, 320, ColorScheme.DARK);
    }
    write(View.KEYS, id, 768, ColorScheme.LIGHT);
    write(View.KEYS, id, 1440, ColorScheme.DARK);
  }

  private void write(View view, String id, int width, ColorScheme scheme) {
    Visit visit =
        visit(
                ConsoleStack.shared().console(),
                new Browser.NewContextOptions()
                    .setViewportSize(width, width < 500 ? 720 : 900)
                    .setColorScheme(scheme))
            .signIn(view.person());
    view.open(visit, id);
    Path file =
        Project.path(
            "docs/screenshots/%s-%d-%s.png"
                .formatted(view.slug(), width, scheme.name().toLowerCase(java.util.Locale.ROOT)));
    visit.page().screenshot(new Page.ScreenshotOptions().setPath(file));
  }
}
