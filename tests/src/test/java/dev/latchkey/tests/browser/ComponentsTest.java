package dev.latchkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.latchkey.tests.Project;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every component in every state: the page {@code src/test/components}, which no deployed console
 * has. It loads the console's own modules and style sheets.
 */
@Tag("browser")
@ExtendWith(NeedsBrowser.class)
class ComponentsTest {
  private static final String ORIGIN = "https://components.invalid/";
  private static final Map<String, String> TYPES =
      Map.of("html", "text/html", "js", "text/javascript", "css", "text/css");
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  /** Returns the names of the dialogs, and remembers the buttons that open them. */
  private static final String DIALOGS =
      """
      () => {
        const buttons = [...document.querySelectorAll('[data-dialog]')];
        globalThis.openers = new Map(buttons.map((button) => [button.dataset.dialog, button]));
        return [...openers.keys()];
      }
      """;

  /** Removes the components below a dialog, since axe reads the whole page for each dialog. */
  private static final String REMOVE_COMPONENTS =
      "() => document.querySelectorAll('.panel').forEach((panel) => panel.remove())";

  private static final Set<PageCheck> CHECKS =
      EnumSet.complementOf(EnumSet.of(PageCheck.ITS_TITLE_SAYS_WHERE_ONE_IS));

  private Page page;

  @BeforeEach
  void open() {
    page = open(Chromium.running().newPage());
  }

  /** Opens the page of components in a tab. */
  static Page open(Page page) {
    page.route(ORIGIN + "**", ComponentsTest::serve);
    page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    page.navigate(ORIGIN);
    page.locator("h1").waitFor();
    return page;
  }

  @AfterEach
  void close() {
    page.context().close();
  }

  @Test
  void nothingOnThePageIsInAnyonesWay() {
    SoftAssertions all = new SoftAssertions();
    check(all, "the page", "html", List.of(1440, 768, 320));
    all.assertAll();
  }

  @Test
  void noDialogIsInAnyonesWay() {
    List<?> names = (List<?>) page.evaluate(DIALOGS);
    assertThat(names).hasSize(33);
    SoftAssertions all = new SoftAssertions();
    page.setViewportSize(320, 900);
    inEachDialog(
        names,
        name ->
            all.assertThat(PageCheck.broken(page, CHECKS))
                .as("%s with all components", name)
                .isEmpty());
    page.evaluate(REMOVE_COMPONENTS);
    inEachDialog(names, name -> check(all, name, "dialog", List.of(320)));
    all.assertAll();
  }

  private void inEachDialog(List<?> names, Consumer<Object> action) {
    for (Object name : names) {
      page.evaluate("name => openers.get(name).click()", name);
      assertThat(page.locator("dialog[open]").count()).as("%s", name).isEqualTo(1);
      action.accept(name);
      page.evaluate("() => dismissDialogs()");
      page.locator("dialog")
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }
  }

  private void check(SoftAssertions all, Object name, String part, List<Integer> widths) {
    for (int width : widths) {
      page.setViewportSize(width, 900);
      all.assertThat(PageCheck.broken(page, CHECKS)).as("%s at %d", name, width).isEmpty();
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        all.assertThat(Axe.violations(page, part))
            .as("axe: %s, %s, %d", name, scheme, width)
            .isEmpty();
      }
    }
  }

  private static void serve(Route route) {
    String path = route.request().url().substring(ORIGIN.length());
    String file = path.isEmpty() ? "index.html" : path;
    String folder = file.startsWith("app/") ? "console/" : "tests/src/test/components/";
    route.fulfill(
        new Route.FulfillOptions()
            .setHeaders(
                Map.of(
                    "Content-Type",
                    TYPES.get(file.substring(file.lastIndexOf('.') + 1)) + "; charset=utf-8",
                    "Content-Security-Policy",
                    POLICY))
            .setBody(Project.read(folder + file)));
  }
}
