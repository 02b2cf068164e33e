package dev.latchkey.tests.browser;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Quick checks that share one engineer's window. Each begins at the table of keys, narrowed to
 * three of one name: two active ones and a revoked one.
 */
@Tag("browser")
@ExtendWith(NeedsBrowser.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OneVisitTest {
  private static final int DESK_WIDTH = 1440;
  private static final int HEIGHT = 900;

  private BrowserSession visit;
  private String dataApi;
  private String name;

  @BeforeAll
  void arrive() {
    ConsoleFixtures api = ConsoleStack.shared().prepare();
    api.dataApi();
    dataApi = api.dataApi();
    name = ConsoleFixtures.fresh("billing");
    api.key(dataApi, name, 100);
    api.key(dataApi, name + "-soon", 9);
    String old = api.key(dataApi, name + "-old", 50).path("key_id").asText();
    api.call("POST", "/v1/keys/" + old + "/revoke", Map.of("reason", "leaked"));
    visit =
        BrowserSession.of(ConsoleStack.shared(), BrowserSession.desk(), BrowserSession.ENGINEER);
  }

  @BeforeEach
  void begin() {
    see(ColorScheme.LIGHT, DESK_WIDTH, HEIGHT);
    visit.backToKeys();
    visit.search(name);
    visit.page().locator("tr[data-id]").nth(2).waitFor();
  }

  @AfterAll
  void leave() {
    visit.close();
  }

  BrowserSession visit() {
    return visit;
  }

  Page page() {
    return visit.page();
  }

  Keyboard keyboard() {
    return visit.page().keyboard();
  }

  /** The data API of the keys. */
  String dataApi() {
    return dataApi;
  }

  /** The name of an active key; one that ends soon is called the same and {@code -soon}. */
  String name() {
    return name;
  }

  /** The menu button of a key. */
  Locator menuOf(String key) {
    return visit.button("Actions for " + key);
  }

  /** What a script in the page gives. */
  Object script(String text) {
    return page().evaluate(text);
  }

  /** What a style has as its computed value. */
  String style(String selector, String property) {
    return (String)
        page()
            .locator(selector)
            .first()
            .evaluate("(each, property) => getComputedStyle(each)[property]", property);
  }

  /** Sets what the window is like. */
  void see(ColorScheme scheme, int width, int height) {
    page()
        .emulateMedia(
            new Page.EmulateMediaOptions()
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.NO_PREFERENCE)
                .setForcedColors(ForcedColors.NONE));
    page().setViewportSize(width, height);
  }
}
