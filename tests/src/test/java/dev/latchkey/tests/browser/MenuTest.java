package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

/** The menu of a row, as the WAI-ARIA practices describe one. */
class MenuTest extends OneVisitTest {

  @Test
  void aMenuSaysThatItIsOneWhetherItIsOpenAndWhoseItIs() {
    Locator button = menuOf(name());
    assertThat(button).hasAttribute("aria-haspopup", "menu");
    assertThat(button).hasAttribute("aria-expanded", "false");
    button.click();
    assertThat(button).hasAttribute("aria-expanded", "true");
    assertThat(page().getByRole(AriaRole.MENU)).hasAttribute("aria-label", "Actions for " + name());
    keyboard().press("Escape");
    assertThat(button).hasAttribute("aria-expanded", "false");
  }

  @Test
  void aMenuOpensWithEitherArrow() {
    menuOf(name()).focus();
    keyboard().press("ArrowUp");
    assertThat(entry("Revoke")).isFocused();
    keyboard().press("Escape");
    keyboard().press("ArrowDown");
    assertThat(entry("Extend")).isFocused();
    keyboard().press("Escape");
    assertThat(menuOf(name())).isFocused();
  }

  @Test
  void aMenuWrapsAroundAndKnowsItsEnds() {
    menuOf(name()).click();
    keyboard().press("ArrowUp");
    assertThat(entry("Revoke")).isFocused();
    keyboard().press("ArrowDown");
    assertThat(entry("Extend")).isFocused();
    keyboard().press("End");
    assertThat(entry("Revoke")).isFocused();
    keyboard().press("Home");
    assertThat(entry("Extend")).isFocused();
    keyboard().press("d");
    assertThat(entry("Details")).isFocused();
  }

  @Test
  void tabLeavesAMenuAndClosesIt() {
    menuOf(name()).click();
    keyboard().press("Tab");
    assertThat(page().locator("[role=menu]")).hasCount(0);
    assertThat(page().locator("body")).not().isFocused();
  }

  @Test
  void aMenuStaysOpenWhileTheTableIsReadAgainAndGivesItBackToTheRow() {
    menuOf(name()).click();
    page()
        .waitForResponse(
            "**/v1/keys?*",
            () -> script("() => document.querySelector('.view-actions button').click()"));
    assertThat(page().locator("table")).hasAttribute("aria-busy", "false");
    keyboard().press("End");
    assertThat(entry("Revoke")).isFocused();
    keyboard().press("Escape");
    assertThat(menuOf(name())).isFocused();
  }

  private Locator entry(String action) {
    return page()
        .getByRole(
            AriaRole.MENUITEM,
            new com.microsoft.playwright.Page.GetByRoleOptions().setName(action).setExact(true));
  }
}
