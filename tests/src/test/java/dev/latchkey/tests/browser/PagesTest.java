package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A list of more keys than one page shows. */
class PagesTest extends BrowserTest {
  private static final int MORE_THAN_A_PAGE = 60;

  @Test
  void anotherPageIsSeenFromItsTop() {
    ConsoleFixtures api = ConsoleStack.shared().prepare();
    String orders = api.dataApi();
    for (int i = 1; i < MORE_THAN_A_PAGE; i++) {
      api.key(orders, ConsoleFixtures.fresh("page"), 100);
    }
    BrowserSession visit = visitOf(BrowserSession.ENGINEER);
    visit.search(orders);
    assertThat(visit.page().locator(".pages p")).hasText("1–50 of 60 keys");
    for (String[] step :
        new String[][] {{"Next", "51–60 of 60 keys"}, {"Previous", "1–50 of 60 keys"}}) {
      visit.button(step[0]).scrollIntoViewIfNeeded();
      visit.button(step[0]).click();
      assertThat(visit.page().locator(".pages p")).hasText(step[1]);
      assertThat(visit.page().evaluate("() => scrollY")).isEqualTo(0);
    }
    assertThat(visit.button("Next")).isFocused();
  }
}
