package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Back and Forward walk through filters and views, and Back closes a dialog. */
class BackTest extends BrowserTest {
  private String orders;
  private BrowserSession visit;

  @BeforeEach
  void open() {
    orders = ConsoleStack.shared().prepare().dataApi();
    visit = visitOf(BrowserSession.ENGINEER);
  }

  @Test
  void filtersAreUndoneAndDoneAgain() {
    status("Active").check();
    status("Revoked").check();
    visit.page().locator(".filters select").first().selectOption(orders);
    isAt("?data_api=" + orders + "&status=revoked");
    visit.page().goBack();
    isAt("?status=revoked");
    assertThat(visit.page().locator(".filters select").first()).hasValue("");
    visit.page().goBack();
    isAt("?status=active");
    assertThat(status("Active")).isChecked();
    visit.page().goBack();
    isAt("");
    assertThat(status("All")).isChecked();
    visit.page().goForward();
    isAt("?status=active");
    assertThat(status("Active")).isChecked();
    assertThat(visit.row(orders)).hasCount(1);
  }

  @Test
  void aSearchOutlastsThem() {
    visit.search(orders);
    status("Revoked").check();
    assertThat(visit.row(orders)).hasCount(0);
    visit.page().goBack();
    assertThat(visit.page().getByLabel("Search keys")).hasValue(orders);
    assertThat(visit.row(orders)).hasCount(1);
  }

  @Test
  void backClosesADialogAndTheNextOneUndoesTheFilter() {
    visit.search(orders);
    status("Active").check();
    visit.choose(orders, "Edit");
    visit.page().goBack();
    assertThat(visit.page().locator("dialog")).hasCount(0);
    isAt("?status=active");
    visit.page().goBack();
    isAt("");
  }

  @Test
  void aDialogThatWasClosedIsPassedOver() {
    visit.search(orders);
    status("Active").check();
    visit.choose(orders, "Edit");
    visit.page().keyboard().press("Escape");
    assertThat(visit.page().locator("dialog")).hasCount(0);
    status("Revoked").check();
    visit.page().goBack();
    isAt("?status=active");
    visit.page().goBack();
    isAt("");
    visit.page().goForward();
    isAt("?status=active");
  }

  @Test
  void aDialogOnTheFirstPageIsClosedToo() {
    visit.search(orders);
    visit.choose(orders, "Edit");
    visit.page().goBack();
    assertThat(visit.page().locator("dialog")).hasCount(0);
    isAt("");
    assertThat(visit.row(orders)).hasCount(1);
  }

  @Test
  void aSecretThatIsNotStoredStaysOnShow() {
    visit.search(orders);
    visit.choose(orders, "Rotate");
    visit.dialogButton("Rotate").click();
    String secret = visit.secret();
    visit.page().goBack();
    assertThat(visit.dialog()).containsText("Copy and store it first");
    assertThat(visit.dialog().locator(".secret")).hasText(secret);
    visit.store();
  }

  @Test
  void viewsAreWalkedThrough() {
    status("Active").check();
    visit.toDataApis();
    visit.button("New data API").click();
    visit.page().goBack();
    assertThat(visit.page().locator("dialog")).hasCount(0);
    assertThat(visit.page().getByRole(AriaRole.HEADING).first()).hasText("Data APIs");
    visit.page().goBack();
    isAt("?status=active");
    assertThat(status("Active")).isChecked();
  }

  @Test
  void aListIsSeenWhereItWasLeft() {
    visit.page().setViewportSize(1440, 200);
    status("Active").check();
    visit.search(orders);
    visit.row(orders).locator(".name").scrollIntoViewIfNeeded();
    Object before = visit.page().evaluate("() => scrollY");
    assertThat((int) before).isPositive();
    visit.row(orders).locator(".name").click();
    visit.page().locator(".facts").first().waitFor();
    assertThat(visit.page().evaluate("() => scrollY")).isEqualTo(0);
    visit.page().goBack();
    assertThat(visit.row(orders).locator(".name")).isFocused();
    assertThat(visit.page().evaluate("() => scrollY")).isEqualTo(before);
    visit.row(orders).locator(".name").click();
    visit.page().locator(".crumb a").click();
    assertThat(status("Active")).isChecked();
    assertThat(visit.row(orders)).hasCount(1);
  }

  private Locator status(String word) {
    return visit.page().locator(".pill", hasText(word)).locator("input");
  }

  private static Page.LocatorOptions hasText(String word) {
    return new Page.LocatorOptions().setHasText(Pattern.compile("^" + word));
  }

  private void isAt(String query) {
    String search = query.isEmpty() ? "(\\?q=[^&]*)?" : "\\?(q=[^&]*&)?" + query.substring(1);
    String here = ConsoleStack.shared().console() + "#/keys" + search;
    assertThat(visit.page()).hasURL(Pattern.compile("^" + here + "$"));
  }
}
