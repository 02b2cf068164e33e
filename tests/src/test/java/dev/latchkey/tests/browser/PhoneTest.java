package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a phone the first key is in view, and filters are shown on request. */
class PhoneTest extends BrowserTest {
  private static final int NAME_AND_STATUS = 140;

  @ParameterizedTest
  @CsvSource({"320, 568", "390, 844"})
  void theFirstKeyIsInViewAndFiltersAreShownOnRequest(int width, int height) {
    ConsoleFixtures api = ConsoleStack.shared().prepare();
    String orders = api.dataApi();
    api.dataApi();
    BrowserSession visit =
        visitOf(ConsoleStack.shared(), BrowserSession.of(width, height), BrowserSession.ENGINEER);
    Locator first = visit.page().locator("tr[data-id]").first();
    assertThat(first.boundingBox().y).isLessThan(height - NAME_AND_STATUS);
    Locator dataApi = visit.page().getByLabel("Data API", exact());
    assertThat(dataApi).isHidden();
    filters(visit).click();
    assertThat(filters(visit)).hasAttribute("aria-expanded", "true");
    dataApi.selectOption(orders);
    assertThat(filters(visit)).hasText("Filters1");
    assertThat(visit.page().locator("tr[data-id]")).hasCount(1);
    filters(visit).click();
    assertThat(dataApi).isHidden();
    visit.page().goBack();
    assertThat(filters(visit)).hasText("Filters");
    visit.go("#/activity?kind=created", ".event");
    assertThat(filters(visit)).hasText("Filters1");
    assertThat(visit.page().locator(".event").first().boundingBox().y).isLessThan(height / 2.0);
  }

  @Test
  void aDenseTableIsNotDenseWhereNoButtonUndoesIt() {
    ConsoleStack.shared().prepare().dataApi();
    BrowserSession visit = visitOf(BrowserSession.ENGINEER);
    visit.button("Dense").click();
    Locator hint = visit.page().locator("tr[data-id] .main .sub").first();
    assertThat(hint).isHidden();
    visit.page().setViewportSize(900, 900);
    assertThat(visit.button("Dense")).isHidden();
    assertThat(hint).isVisible();
  }

  private static Locator filters(BrowserSession visit) {
    return visit.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Filters"));
  }

  private static Page.GetByLabelOptions exact() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
