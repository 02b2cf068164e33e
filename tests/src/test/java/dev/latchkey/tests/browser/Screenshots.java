package dev.latchkey.tests.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.latchkey.tests.Project;
import java.util.List;
import java.util.Locale;
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
      write(view, id);
    }
  }

  private void write(View view, String id) {
    Visit visit = visitOf(view.person());
    view.open(visit, id);
    Page page = visit.page();
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      for (int width : List.of(1440, 768, 320)) {
        page.setViewportSize(width, 900);
        String name =
            "docs/screenshots/%s-%s-%d.png"
                .formatted(view.slug(), scheme.name().toLowerCase(Locale.ROOT), width);
        page.screenshot(new Page.ScreenshotOptions().setPath(Project.path(name)));
      }
    }
  }
}
