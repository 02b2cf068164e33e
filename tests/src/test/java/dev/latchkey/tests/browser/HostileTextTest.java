package dev.latchkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.latchkey.testing.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Texts that want to be more than text. {@code executed} raises an alarm, and so does the policy.
 */
class HostileTextTest extends BrowserTest {
  private static final List<String> HOSTILE =
      List.of(
          "<script>executed()</script>",
          "<img src=x onerror=executed()>",
          "<svg onload=executed()>",
          "<svg><script>executed()</script></svg>",
          "\"><script>executed()</script>",
          "' onmouseover='executed()",
          "\" autofocus onfocus=\"executed()",
          "</title><script>executed()</script>",
          "</textarea><script>executed()</script>",
          "<iframe src='javascript:executed()'>",
          "<iframe srcdoc='<script>parent.executed()</script>'>",
          "javascript:executed()",
          "<a href='javascript:executed()'>x</a>",
          "<style>@import 'http://evil.example/x.css'</style>",
          "<base href='http://evil.example/'>",
          "<form action='http://evil.example/'><button>Go</button></form>",
          "${executed()}",
          "{{constructor.constructor('executed()')()}}",
          "<math><mtext></form><mglyph><style></math><img src onerror=executed()>",
          "\u202e)(detucexe<x \u2066\u200f\ud83d\udc69\u200d\ud83d\udcbb");

  @Test
  void twentyInEachFieldStayText() {
    ConsoleFixtures api = ConsoleStack.shared().prepare();
    String orders = api.dataApi();
    BrowserSession visit = visitOf(BrowserSession.ENGINEER);
    fillEach(visit.page().getByLabel("Search keys"));
    visit.search(orders).button("New key").click();
    fillEach(visit.field("Name"));
    fillEach(visit.field("Description (optional)"));
    visit.discard();
    visit.choose(orders, "Revoke");
    fillEach(visit.field("Reason (optional)"));
    visit.dialogButton("Cancel").click();
    visit.page().getByLabel("Select " + orders).check();
    visit.button("Revoke 1 key").click();
    fillEach(visit.field("Reason (optional)"));
    visit.dialogButton("Cancel").click();
    visit.button("Find a deleted key").click();
    fillEach(visit.field("ID"));
    visit.dialogButton("Show").click();
    visit.dialogButton("Cancel").click();
    visit.toDataApis().button("New data API").click();
    for (String field : List.of("ID", "Domain", "Dataset", "Key name")) {
      fillEach(visit.field(field));
    }
    fillInRoutes(visit);
    visit.dialogButton("Register").click();
    visit.discard();
    visit.choose(orders, "Edit");
    fillInRoutes(visit);
    visit.dialogButton("Save").click();
    visit.dialogButton("Cancel").click();
    visit.button("Find a deleted data API").click();
    fillEach(visit.field("ID"));
    visit.dialogButton("Cancel").click();
    visit.page().navigate(ConsoleStack.shared().console() + "#/keys?data_api=%3Cscript%3E");
    visit.page().goBack();
    assertThat(api.keys(orders)).hasSize(1);
  }

  @Test
  void twentyNamesAreSavedAndShownAsTheyAre() {
    ConsoleFixtures api = ConsoleStack.shared().prepare();
    String orders = api.dataApi();
    BrowserSession visit = visitOf(BrowserSession.ENGINEER);
    visit.page().locator(".filters select").first().selectOption(orders);
    for (String text : HOSTILE) {
      visit.page().locator("tr[data-id] [aria-haspopup]").click();
      visit.page().getByRole(AriaRole.MENUITEM).getByText("Edit").click();
      visit.field("Name").fill(text);
      visit.field("Description (optional)").fill(text);
      visit.dialogButton("Save").click();
      visit.told("Saved");
      assertThat(visit.page().locator("tr[data-id] .name").textContent()).isEqualTo(text);
      assertThat(visit.page().locator("tr[data-id] .main .sub bdi").textContent()).isEqualTo(text);
    }
    visit.page().locator("tr[data-id] .name").click();
    visit.historyWith("edited").first().waitFor();
    assertThat(visit.page().locator("h1").textContent()).isEqualTo(HOSTILE.get(19));
  }

  @Test
  void twentyDataApisAreShownAsTheyAre() {
    ConsoleFixtures api = ConsoleStack.shared().prepare();
    BrowserSession visit = visitOf(BrowserSession.ENGINEER);
    for (String text : HOSTILE) {
      String id = ConsoleFixtures.fresh("hostile");
      api.call(
          "POST",
          "/v1/data-apis",
          Map.of(
              "data_api_id",
              id,
              "domain",
              "sales",
              "dataset",
              text,
              "description",
              text,
              "routes",
              List.of(Map.of("api_id", "orders-data-api")),
              "key",
              Map.of("name", text)));
    }
    visit.toDataApis().button("Refresh").click();
    visit.page().locator("tr", new Page.LocatorOptions().setHasText(HOSTILE.get(19))).waitFor();
    assertThat(visit.page().locator(".main .sub bdi").allTextContents()).containsAll(HOSTILE);
    Locator row =
        visit.page().locator("tr", new Page.LocatorOptions().setHasText(HOSTILE.get(0))).first();
    row.locator(".name").click();
    visit.page().locator(".facts").first().waitFor();
    assertThat(visit.page().locator("dd").allTextContents()).containsAnyElementsOf(HOSTILE);
    visit.historyWith("registered").first().waitFor();
  }

  private static void fillInRoutes(BrowserSession visit) {
    for (String field : List.of("Description (optional)", "API Gateway ID", "Stage", "Path")) {
      fillEach(visit.field(field));
    }
  }

  private static void fillEach(Locator field) {
    HOSTILE.forEach(field::fill);
  }

  /** In a stack of its own, since every other page would load them too. */
  @Test
  void fiveHundredAreShownAsTheyAre() {
    try (ConsoleStack stack = ConsoleStack.start(false)) {
      fiveHundredAreShownAsTheyAre(stack);
    }
  }

  private void fiveHundredAreShownAsTheyAre(ConsoleStack stack) {
    ConsoleFixtures api = stack.prepare();
    long seed = Seed.of(HostileTextTest.class);
    Random random = new Random(seed);
    List<String> names = new ArrayList<>();
    String orders = api.dataApi();
    for (int i = 0; i < 500; i++) {
      String one = HOSTILE.get(random.nextInt(HOSTILE.size()));
      String other = HOSTILE.get(random.nextInt(HOSTILE.size()));
      String name = (i + one + other).substring(0, Math.min(100, (i + one + other).length()));
      JsonNode key =
          api.call(
              "POST",
              "/v1/keys",
              Map.of("data_api_id", orders, "name", name, "description", other + one));
      if (i % 10 == 0) {
        api.call(
            "POST", "/v1/keys/" + key.path("key_id").asText() + "/revoke", Map.of("reason", one));
      }
      names.add(name);
    }
    BrowserSession visit = visitOf(stack, BrowserSession.desk(), BrowserSession.ENGINEER);
    visit.page().locator(".filters select").first().selectOption(orders);
    for (int page = 0; page < 10; page++) {
      List<String> shown = visit.page().locator("tr[data-id] .name").allTextContents();
      assertThat(names).as("seed %d", seed).containsAll(without(shown, orders));
      visit.button("Next").click();
    }
    visit.page().getByLabel("Select all on this page").check();
    visit.page().locator(".several .danger").first().click();
    assertThat(names)
        .containsAll(without(visit.dialog().locator(".named bdi").allTextContents(), orders));
    visit.dialogButton("Cancel").click();
    String last = names.get(499);
    visit.search("499");
    for (String action : List.of("Extend", "Edit", "Rotate", "Suspend", "Revoke")) {
      visit.choose(last, action);
      assertThat(visit.dialog().locator(".about").textContent()).isEqualTo(last);
      visit.page().keyboard().press("Escape");
    }
  }

  private static List<String> without(List<String> names, String name) {
    return names.stream().filter(each -> !each.equals(name)).toList();
  }
}
