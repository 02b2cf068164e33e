package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A dialog stays open while it waits for a response, so a secret that was created is shown. */
class SendingTest extends BrowserTest {
  private static final Pattern CHANGES = Pattern.compile("/v1/(keys|data-apis)(/.*)?$");

  private ConsoleFixtures api;
  private String orders;
  private BrowserSession visit;

  @BeforeEach
  void open() {
    api = ConsoleStack.shared().prepare();
    orders = api.dataApi();
    visit = visitOf(BrowserSession.ENGINEER);
    visit.search(orders);
  }

  @Test
  void aRotationThatTakesItsTimeShowsItsSecret() {
    String keyId = api.keys(orders).get(0).path("key_id").asText();
    visit.choose(orders, "Rotate");
    assertThat(secretAfterAttemptsToClose("Rotate")).startsWith("lk_" + keyId + "_");
  }

  @Test
  void aCreationThatTakesItsTimeShowsItsSecret() {
    String made = ConsoleFixtures.fresh("slow");
    visit.button("New key").click();
    visit.field("Data API").selectOption(orders);
    visit.field("Name").fill(made);
    String secret = secretAfterAttemptsToClose("Create");
    assertThat(api.find(secret.split("_", -1)[1]).path("name").asText()).isEqualTo(made);
  }

  @Test
  void aRegistrationThatTakesItsTimeShowsItsSecret() {
    String id = ConsoleFixtures.fresh("slow");
    visit.toDataApis().button("New data API").click();
    DataApiFlowsTest.fillIn(visit, id);
    String secret = secretAfterAttemptsToClose("Register");
    assertThat(api.keys(id).findValuesAsText("key_id")).containsExactly(secret.split("_", -1)[1]);
  }

  @Test
  void aRevocationThatTakesItsTimeIsSeenToItsEnd() {
    visit.choose(orders, "Revoke");
    Route sent = send("Revoke");
    attemptToClose();
    sent.fallback();
    visit.told("Revoked");
  }

  @Test
  void afterALostResponseOnlyAButtonClosesIt() {
    JsonNode before = api.keys(orders).get(0);
    visit.choose(orders, "Rotate");
    visit.loseAnswers(1);
    visit.dialogButton("Rotate").click();
    assertThat(visit.dialog()).containsText("The server didn’t respond");
    visit.page().keyboard().press("Escape");
    visit.page().keyboard().press("Escape");
    visit.dialog().getByLabel("Close", exactly()).click();
    assertThat(visit.dialogButton("Try again")).isFocused();
    visit.dialogButton("Try again").click();
    visit.dialogButton("Get a new secret").click();
    String secret = visit.secret();
    visit.store();
    assertThat(secret).startsWith("lk_" + before.path("key_id").asText() + "_");
  }

  @Test
  void whoClosesItAnywayIsShownWhatHappened() {
    String made = ConsoleFixtures.fresh("unseen");
    visit.button("New key").click();
    visit.field("Data API").selectOption(orders);
    visit.field("Name").fill(made);
    visit.loseAnswers(1);
    visit.dialogButton("Create").click();
    visit.dialogButton("Close anyway").click();
    visit.told("Rotate a key to get a secret");
    visit.search(made);
    assertThat(visit.row(made)).hasCount(1);
  }

  private String secretAfterAttemptsToClose(String button) {
    Route sent = send(button);
    attemptToClose();
    sent.fallback();
    String secret = visit.secret();
    visit.store();
    return secret;
  }

  /** Sends a form; the request waits until it is let go. */
  private Route send(String button) {
    CompletableFuture<Route> sent = new CompletableFuture<>();
    visit
        .page()
        .route(
            CHANGES,
            route -> {
              if ("GET".equals(route.request().method()) || !sent.complete(route)) {
                route.fallback();
              }
            });
    visit.dialogButton(button).click();
    visit.page().waitForCondition(sent::isDone);
    return sent.join();
  }

  private void attemptToClose() {
    visit.page().keyboard().press("Escape");
    visit.page().keyboard().press("Escape");
    visit.dialog().getByLabel("Close", exactly()).click();
    visit.dialogButton("Cancel").click();
    visit.page().evaluate("() => document.querySelector('dialog').close()");
    assertThat(visit.dialog()).hasAttribute("aria-busy", "true");
    visit.page().goBack();
    assertThat(visit.dialog()).hasAttribute("aria-busy", "true");
    assertThat(visit.page().locator("dialog[open]")).hasCount(1);
    assertThat(visit.page().url()).startsWith(ConsoleStack.shared().console());
  }

  private static Locator.GetByLabelOptions exactly() {
    return new Locator.GetByLabelOptions().setExact(true);
  }
}
