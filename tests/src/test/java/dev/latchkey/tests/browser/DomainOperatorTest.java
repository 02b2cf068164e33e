package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console of an operator whose role is for one domain. */
class DomainOperatorTest extends BrowserTest {
  private static final String SALES = "Sam, sales engineer";
  private static final String LOGISTICS = "Lou, logistics engineer";

  private ConsoleFixtures api;

  @BeforeEach
  void open() {
    api = ConsoleStack.shared().prepare();
  }

  @Test
  void showsTheDomainAndItsKeys() {
    String id = api.dataApi();
    BrowserSession visit = visitOf(SALES);
    assertThat(visit.page().locator("header .tag")).hasText("sales");
    visit.search(id);
    assertThat(visit.row(id)).isVisible();
    assertThat(visit.row(id).getByRole(AriaRole.CHECKBOX)).isEnabled();
  }

  @Test
  void showsNothingOfAnotherDomain() {
    String id = api.dataApi();
    BrowserSession visit = visitOf(LOGISTICS);
    assertThat(visit.page().locator("header .tag")).hasText("logistics");
    assertThat(visit.page().getByText(id)).hasCount(0);
    visit.toDataApis();
    assertThat(visit.page().getByText(id)).hasCount(0);
  }

  @Test
  void registersInTheirDomainOnly() {
    String id = ConsoleFixtures.fresh("parcels");
    BrowserSession visit = visitOf(LOGISTICS).toDataApis();
    visit.button("New data API").first().click();
    assertThat(visit.field("Domain")).hasValue("logistics");
    assertThat(visit.field("Domain").locator("option")).hasCount(1);
    visit.field("ID").fill(id);
    visit.field("Dataset").fill("parcels");
    visit.field("API Gateway ID").fill("api-of-" + id);
    visit.field("Path").fill("/" + id);
    visit.dialogButton("Register").click();
    visit.secret();
    visit.store();
    assertThat(visit.row(id)).containsText("logistics");
  }
}
