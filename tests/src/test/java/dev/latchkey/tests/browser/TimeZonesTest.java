package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times are those of the person's time zone, and name it. */
class TimeZonesTest extends BrowserTest {
  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, de-DE, GMT\\+[12]|CES?T",
    "America/New_York, en-US, E[SD]T",
    "Asia/Kolkata, hi-IN, GMT\\+5:30|IST",
    "Pacific/Auckland, en-NZ, NZ[SD]T|GMT\\+1[23]",
    "UTC, ar-EG, UTC"
  })
  void everyExactTimeNamesItsZone(String zone, String locale, String abbreviation) {
    ConsoleFixtures api = ConsoleStack.shared().prepare();
    String name = ConsoleFixtures.fresh("zoned");
    JsonNode key = api.key(api.dataApi(), name, 30);
    BrowserSession visit =
        visit(
                ConsoleStack.shared().console(),
                BrowserSession.desk().setTimezoneId(zone).setLocale(locale))
            .signIn(BrowserSession.ENGINEER)
            .search(name);
    Pattern named = Pattern.compile(abbreviation);
    assertThat(visit.row(name).locator("[data-label=Expires] .sub")).containsText(named);
    visit.choose(name, "Edit");
    assertThat(visit.dialog()).containsText(Pattern.compile("Time zone: (" + abbreviation + ")"));
    visit.field("Name").fill(name + "-renamed");
    visit.dialogButton("Save").click();
    visit.told("Saved");
    assertThat(api.find(key.path("key_id").asText()).path("expires_at"))
        .isEqualTo(key.path("expires_at"));
    visit.go("#/keys/" + key.path("key_id").asText(), ".event");
    assertThat(visit.page().locator(".event .sub").first()).containsText(named);
    assertThat(visit.page().locator(".facts time").first()).containsText(named);
  }
}
