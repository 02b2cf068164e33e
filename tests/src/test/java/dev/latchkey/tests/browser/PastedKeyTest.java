package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key that is pasted into the search as it was found somewhere is found, wherever it is. */
class PastedKeyTest extends BrowserTest {
  private static final int CUT = 30;
  private static final Pattern LISTING = Pattern.compile("/v1/keys\\?");

  private ConsoleFixtures api;
  private String name;
  private JsonNode key;
  private BrowserSession visit;

  @BeforeEach
  void open() {
    api = ConsoleStack.shared().prepare();
    name = ConsoleFixtures.fresh("Zoë Novotná");
    key = api.key(api.dataApi(), name, 100);
    visit = visit(ConsoleStack.shared().console(), BrowserSession.desk());
  }

  @Test
  void whatStandsAroundItIsLeftOut() {
    visit.signIn(BrowserSession.ENGINEER);
    String text = key.path("api_key").asText();
    for (String pasted :
        List.of(
            text,
            "X-Api-Key: " + text,
            "\"" + text + "\"",
            "`" + text + "`;",
            "export API_KEY=" + text,
            "API_KEY=\"" + text + "\" # oops",
            "\"A=1\\n" + text + "\"",
            "x_" + text,
            "https://api.example/orders?key=%22" + text,
            "lk_" + id(),
            id(),
            "\"key_id\":\"" + id() + "\"",
            key.path("hint").asText() + "…",
            text.substring(0, CUT),
            "API_KEY=" + text.substring(0, CUT) + "… # cut",
            text.substring(0, CUT) + " " + text.substring(CUT),
            text.substring(0, CUT) + "\u200b" + text.substring(CUT),
            text.substring(0, 10) + "\u00ad" + text.substring(10),
            text.substring(3))) {
      visit.search("");
      visit.search(pasted);
      assertThat(box()).hasValue(id());
      assertThat(visit.page().locator("tr[data-id]")).hasCount(1);
      assertThat(visit.row(name)).hasCount(1);
    }
  }

  @Test
  void aTextThatOnlyLooksLikeAKeyIsLeftAsItIs() {
    visit.signIn(BrowserSession.ENGINEER);
    for (String text : List.of("my_responsibilities", "Jonas Weber", "orders…", "lk_4fNAUh")) {
      visit.search(text);
      assertThat(box()).hasValue(text);
    }
  }

  @Test
  void itsSecretLeavesTheFieldForADeletedKeyToo() {
    visit.signIn(BrowserSession.ENGINEER);
    visit.button("Find a deleted key").click();
    visit.field("ID").fill(key.path("api_key").asText());
    assertThat(visit.field("ID")).hasValue(id());
    visit.dialogButton("Show").click();
    assertThat(visit.page().locator("h1")).hasText(name);
  }

  @Test
  void accentsDoNotMatter() {
    visit.signIn(BrowserSession.ENGINEER);
    visit.search("zoe " + name.split(" ", 2)[1].replace("á", "a"));
    assertThat(visit.row(name)).hasCount(1);
    visit.search(Normalizer.normalize(name, Normalizer.Form.NFD));
    assertThat(visit.row(name)).hasCount(1);
  }

  @Test
  void aKeyThatAFilterHidesIsShownAndRevoked() {
    visit.signIn(BrowserSession.ENGINEER);
    status("Revoked").check();
    visit.search(key.path("api_key").asText());
    assertThat(visit.row(name)).hasCount(1);
    assertThat(status("All")).isChecked();
    isRevokedFromThere();
  }

  @Test
  void aFilterThatIsChosenAfterwardsHolds() {
    visit.signIn(BrowserSession.ENGINEER);
    visit.search(id());
    assertThat(visit.row(name)).hasCount(1);
    status("Revoked").check();
    assertThat(visit.page().locator(".empty")).containsText("No keys match");
    assertThat(status("Revoked")).isChecked();
  }

  @Test
  void aKeyIsFoundAndRevokedWhileTheListIsStillRead() {
    CompletableFuture<Route> waiting = new CompletableFuture<>();
    visit.page().route(LISTING, waiting::complete);
    visit.button("Sign in").click();
    visit.page().getByText(BrowserSession.ENGINEER).click();
    visit.search(key.path("api_key").asText());
    assertThat(visit.row(name)).hasCount(1);
    isRevokedFromThere();
    visit.page().unroute(LISTING);
    waiting.join().fallback();
    assertThat(visit.page().locator(".pages p")).hasText("1 key");
    assertThat(visit.row(name)).containsText("Revoked");
  }

  @Test
  void aKeyThatTheListDoesNotReachIsAskedForAndRevoked() {
    signInWithoutList();
    visit.search(key.path("api_key").asText());
    assertThat(visit.row(name).locator("[data-label='Last used']")).hasText("never");
    isRevokedFromThere();
    assertThat(visit.row(name)).containsText("Revoked");
  }

  @Test
  void onlyWhenTheApiHasNoneIsItSaid() {
    signInWithoutList();
    List<Route> waiting = new ArrayList<>();
    String missing = "0".repeat(15) + "Z";
    Predicate<String> lookup = url -> url.contains("/v1/keys/" + missing + "?");
    visit.page().route(lookup, waiting::add);
    visit.search("lk_" + missing);
    visit.page().waitForCondition(() -> !waiting.isEmpty());
    assertThat(visit.page().locator(".empty")).containsText("Looking for this key");
    waiting.get(0).abort();
    assertThat(visit.page().locator(".empty")).containsText("could not be looked up");
    visit.page().unroute(lookup);
    visit.button("Try again").click();
    assertThat(visit.page().locator(".empty")).containsText("No key with this ID");
    visit.page().getByText("View history").click();
    assertThat(visit.page().locator("main")).containsText(missing);
  }

  /** Signs in; the key never comes with the list, as with more keys than are read by themselves. */
  private void signInWithoutList() {
    visit
        .page()
        .route(
            LISTING,
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{\"keys\":[]}")));
    visit.signIn(BrowserSession.ENGINEER);
  }

  private void isRevokedFromThere() {
    visit.choose(name, "Revoke");
    visit.dialogButton("Revoke").click();
    visit.told("Revoked");
    assertThat(api.call("GET", "/v1/keys/" + id(), null).path("status").asText())
        .isEqualTo("revoked");
  }

  private Locator box() {
    return visit.page().getByLabel("Search keys");
  }

  private Locator status(String word) {
    return visit.page().locator(".pill").filter(having(word)).locator("input");
  }

  private static Locator.FilterOptions having(String word) {
    return new Locator.FilterOptions().setHasText(word);
  }

  private String id() {
    return key.path("key_id").asText();
  }
}
