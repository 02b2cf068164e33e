package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What someone sees who needs it larger, calmer, in other colours, or who points with a finger. */
class VisualPreferencesTest extends OneVisitTest {
  private static final String MORE_SPACE =
      """
      (() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }'
          + 'p { margin-bottom: 2em !important; }');
        document.adoptedStyleSheets = [sheet];
      })()
      """;

  @AfterEach
  void reset() {
    script(
        "() => { document.adoptedStyleSheets = []; document.documentElement.style.fontSize = '';"
            + " }");
  }

  @Test
  void whatCannotBeDoneNowCanStillBeRead() {
    script(
        "() => { document.querySelector('.view-actions button').setAttribute('aria-disabled',"
            + " 'true'); }");
    String opacity = style(".view-actions button", "opacity");
    assertThat(Double.parseDouble(opacity)).isBetween(0.5, 0.9);
  }

  @Test
  void theSchemeIsThePersonsOwn() {
    String light = style("html", "backgroundColor");
    see(ColorScheme.DARK, 1440, 900);
    assertThat(style("html", "backgroundColor")).isNotEqualTo(light);
    assertThat(style("html", "colorScheme")).isEqualTo("light dark");
  }

  @Test
  void nothingMovesForWhoeverWantsNoMotion() {
    assertThat(style("button.primary", "transitionDuration")).isNotEqualTo("0s");
    page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    assertThat(
            (List<?>)
                script(
                    "() => [...document.querySelectorAll('*')].filter((each) =>"
                        + " getComputedStyle(each).transitionDuration !== '0s' ||"
                        + " getComputedStyle(each).animationName !== 'none').map((each) =>"
                        + " each.outerHTML.slice(0, 99))"))
        .isEmpty();
  }

  @Test
  void inForcedColoursTheChosenFilterAndTheFocusAreStillSeen() {
    page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
    assertThat(style(".pill:has(:checked)", "borderTopStyle")).isEqualTo("solid");
    page().getByLabel("Search keys").focus();
    assertThat(style("input[type=search]", "outlineStyle")).isEqualTo("solid");
  }

  @Test
  void atTwiceTheSizeOfTextNothingIsLost() {
    see(ColorScheme.LIGHT, 1280, 900);
    script("() => { document.documentElement.style.fontSize = '200%'; }");
    everythingFits();
    visit().choose(name(), "Edit");
    everythingFits();
  }

  @Test
  void atFourTimesTheSizeAllIsThereWithoutScrollingSideways() {
    see(ColorScheme.LIGHT, 320, 256);
    everythingFits();
    for (String action : List.of("Extend", "Edit", "Rotate", "Revoke")) {
      visit().choose(name(), action);
      everythingFits();
      Locator last = visit().dialog().locator("footer button").last();
      last.scrollIntoViewIfNeeded();
      assertThat(last).isInViewport();
      keyboard().press("Escape");
    }
  }

  @Test
  void onAPhoneARowIsACardThatSaysWhatEachValueIs() {
    see(ColorScheme.LIGHT, 320, 640);
    Locator row = visit().row(name());
    assertThat(
            (String)
                row.locator("td[data-label=Expires]")
                    .evaluate("each => getComputedStyle(each, '::before').content"))
        .contains("Expires");
    assertThat(row.locator("td[data-label]")).hasCount(6);
    everythingFits();
    menuOf(name()).click();
    assertThat(menuOf(name())).isInViewport();
    assertThat(page().getByText("Revoke").last()).isInViewport();
  }

  @Test
  void aPhoneHeldSidewaysShowsADialogsButtons() {
    see(ColorScheme.LIGHT, 640, 320);
    visit().choose(name(), "Edit");
    assertThat(visit().dialogButton("Save")).isInViewport();
  }

  @Test
  void moreSpaceBetweenLinesLettersAndWordsCutsNothing() {
    script(MORE_SPACE);
    everythingFits();
    visit().choose(name(), "Extend");
    everythingFits();
    keyboard().press("Escape");
    see(ColorScheme.LIGHT, 320, 900);
    everythingFits();
  }

  @Test
  void whatAPointerShowsIsThereWithoutIt() {
    page().mouse().move(1, 1);
    assertThat(menuOf(name())).isVisible();
    assertThat(
            (List<?>)
                script(
                    "() => [...document.querySelectorAll('[title]')].filter((each) =>"
                        + " !each.textContent.trim()).map((each) => each.outerHTML)"))
        .isEmpty();
    visit().row(name()).hover();
    assertThat(page().locator("[role=menu], [role=tooltip]")).hasCount(0);
  }

  @Test
  void aPressThatIsTakenBackDoesNothing() {
    menuOf(name()).hover();
    page().mouse().down();
    page().mouse().move(5, 5);
    page().mouse().up();
    assertThat(page().locator("[role=menu]")).hasCount(0);
  }

  @Test
  void nothingHasToBeDraggedOrPressedLong() {
    assertThat((Number) script("() => document.querySelectorAll('[draggable=true]').length"))
        .isEqualTo(0);
  }

  @Test
  void whatWasTypedOutlastsANewReading() {
    visit().choose(name(), "Edit");
    visit().field("Description (optional)").fill("half a thought");
    page()
        .waitForResponse(
            "**/v1/keys?*",
            () ->
                script(
                    "() => [...document.querySelectorAll('.view-actions button')].find((each) =>"
                        + " each.textContent === 'Refresh').click()"));
    assertThat(visit().field("Description (optional)")).hasValue("half a thought");
  }

  @Test
  void aNewViewBeginsAtItsTop() {
    see(ColorScheme.LIGHT, 320, 320);
    script("() => scrollTo(0, 200)");
    visit().toDataApis();
    assertThat(((Number) script("() => scrollY")).intValue()).isZero();
  }

  private void everythingFits() {
    assertThat(
            PageCheck.broken(
                page(),
                EnumSet.of(
                    PageCheck.NOTHING_IS_WIDER_THAN_THE_WINDOW,
                    PageCheck.NO_WORD_IS_CUT_OFF,
                    PageCheck.NOTHING_STANDS_OUT_OF_A_DIALOG)))
        .isEmpty();
  }
}
