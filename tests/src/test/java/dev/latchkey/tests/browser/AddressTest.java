package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each view has an address that Back, Forward, a reload and a copied link lead to. */
class AddressTest extends BrowserTest {
  private String orders;
  private JsonNode key;
  private BrowserSession visit;

  @BeforeEach
  void open() {
    ConsoleFixtures api = ConsoleStack.shared().prepare();
    orders = api.dataApi();
    key = api.key(orders, ConsoleFixtures.fresh("linked"), 20);
    visit = visitOf(BrowserSession.ENGINEER);
  }

  @Test
  void backAndForwardWalkThroughAllViews() {
    List<String> addresses = addresses();
    for (String address : addresses) {
      visit.page().navigate(ConsoleStack.shared().console() + address);
      shows(visit.page(), address);
    }
    for (int at = addresses.size() - 2; at >= 0; at--) {
      visit.page().goBack();
      shows(visit.page(), addresses.get(at));
    }
    for (String address : addresses.subList(1, addresses.size())) {
      visit.page().goForward();
      shows(visit.page(), address);
    }
  }

  @Test
  void aReloadedPageIsTheSame() {
    for (String address : addresses()) {
      visit.page().navigate(ConsoleStack.shared().console() + address);
      visit.page().reload();
      visit.page().getByText(BrowserSession.ENGINEER).click();
      visit.page().waitForURL(url -> url.endsWith(address));
      shows(visit.page(), address);
    }
  }

  @Test
  void aCopiedLinkLeadsAnotherPersonThere() {
    BrowserSession other = visit(ConsoleStack.shared().console(), BrowserSession.desk());
    for (String address : addresses()) {
      other.page().evaluate("() => sessionStorage.clear()");
      other.page().navigate("about:blank");
      other.page().navigate(ConsoleStack.shared().console() + address);
      other.button("Sign in").click();
      other.page().getByText(BrowserSession.AUDITOR).click();
      shows(other.page(), address);
    }
  }

  @Test
  void filtersOrderAndSearchAreInTheAddress() {
    String name = key.path("name").asText();
    String address = "#/keys?q=" + name + "&data_api=" + orders + "&show=expires-30&sort=expires";
    visit.page().navigate(ConsoleStack.shared().console() + address);
    assertThat(visit.page().getByLabel("Search keys")).hasValue(name);
    assertThat(visit.page().getByLabel("Time and use")).hasValue("expires-30");
    assertThat(visit.page().locator("th[aria-sort=ascending]")).hasText("Expires");
    assertThat(visit.page().locator("tr[data-id]")).hasCount(1);
  }

  @Test
  void whatAnAddressCannotMeanIsLeftOut() {
    visit.page().navigate(ConsoleStack.shared().console() + "#/keys?status=bogus&sort=none&page=x");
    assertThat(visit.page().locator(".pill input").first()).isChecked();
    visit.page().locator("tr[data-id]").first().waitFor();
  }

  @Test
  void aPastedKeyLeavesNoSecretInTheAddress() {
    visit.search(key.path("api_key").asText());
    String id = key.path("key_id").asText();
    assertThat(visit.page()).hasURL(Pattern.compile("#/keys\\?q=" + id + "$"));
  }

  @Test
  void aNameIsALink() {
    visit.search(key.path("name").asText());
    Locator name = visit.page().locator("a.name");
    assertThat(name).hasAttribute("href", "#/keys/" + key.path("key_id").asText());
  }

  private List<String> addresses() {
    return List.of(
        "#/",
        "#/keys?data_api=" + orders + "&status=active",
        "#/keys/" + key.path("key_id").asText(),
        "#/data-apis?q=" + orders,
        "#/data-apis/" + orders,
        "#/activity?kind=created&data_api=" + orders,
        "#/nothing");
  }

  private void shows(Page page, String address) {
    String heading =
        switch (address.split("[?]", 2)[0]) {
          case "#/" -> "Overview";
          case "#/keys" -> "Data API keys";
          case "#/data-apis" -> "Data APIs";
          case "#/activity" -> "Activity";
          case "#/nothing" -> "This page does not exist";
          default -> address.startsWith("#/keys") ? key.path("name").asText() : orders;
        };
    assertThat(page.locator("h1")).hasText(heading);
    assertThat(page).hasTitle(heading + " · Latchkey");
    page.waitForURL(url -> url.endsWith(address));
  }
}
