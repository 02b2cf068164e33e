package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The network or the session is lost before, while and after a dialog sends: no secret is lost. */
class MomentsTest extends BrowserTest {
  private ConsoleFixtures api;
  private String orders;
  private String fresh;
  private BrowserSession visit;

  @BeforeEach
  void open() {
    api = ConsoleStack.shared().prepare();
    orders = api.dataApi();
    fresh = ConsoleFixtures.fresh("moment");
    visit = visitOf(BrowserSession.ENGINEER);
    visit.search(orders);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Create", "Register", "Rotate"})
  void aSessionThatEndsWhileADialogSends(String button) {
    fillIn(button);
    SignInTest.endSession(visit, url -> isChange(url));
    visit.dialogButton(button).click();
    Page small = visit.context().waitForPage(() -> visit.dialogButton("Sign in").click());
    small.getByText(BrowserSession.ENGINEER).click();
    isTheSecretOfOneKey(button);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Create", "Register", "Rotate"})
  void aSignInThatIsDeclinedCanBeTakenUpAgain(String button) {
    fillIn(button);
    SignInTest.endSession(visit, url -> isChange(url));
    visit.dialogButton(button).click();
    visit.dialogButton("Not now").click();
    assertThat(visit.dialog().locator(".problem")).containsText("You are signed out");
    visit.dialogButton("Sign in").click();
    Page small = visit.context().waitForPage(() -> visit.dialogButton("Sign in").click());
    small.getByText(BrowserSession.ENGINEER).click();
    visit.dialogButton(button).click();
    isTheSecretOfOneKey(button);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Create", "Register", "Rotate"})
  void aNetworkThatIsGoneBeforeADialogSends(String button) {
    fillIn(button);
    visit.context().setOffline(true);
    visit.dialogButton(button).click();
    assertThat(visit.dialog()).containsText("The server didn’t respond");
    visit.context().setOffline(false);
    visit.dialogButton("Try again").click();
    isTheSecretOfOneKey(button);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Create", "Register", "Rotate"})
  void aTabThatIsClosedOverASecretAsksFirst(String button) {
    fillIn(button);
    visit.dialogButton(button).click();
    visit.secret();
    assertThat(
            visit
                .page()
                .evaluate("() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))"))
        .isEqualTo(true);
    isTheSecretOfOneKey(button);
    assertThat(
            visit
                .page()
                .evaluate("() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))"))
        .isEqualTo(false);
  }

  private void fillIn(String button) {
    switch (button) {
      case "Create" -> {
        visit.button("New key").click();
        visit.field("Data API").selectOption(orders);
        visit.field("Name").fill(fresh);
      }
      case "Register" -> {
        visit.toDataApis().button("New data API").click();
        DataApiFlowsTest.fillIn(visit, fresh);
      }
      default -> visit.choose(orders, "Rotate");
    }
  }

  private void isTheSecretOfOneKey(String button) {
    String id = visit.secret().split("_", -1)[1];
    visit.store();
    String dataApi = button.equals("Register") ? fresh : orders;
    assertThat(api.keys(dataApi).findValuesAsText("key_id"))
        .contains(id)
        .hasSize(button.equals("Create") ? 2 : 1);
  }

  private static boolean isChange(String url) {
    return url.matches(".*/v1/(keys|data-apis)") || url.endsWith("/rotate");
  }
}
