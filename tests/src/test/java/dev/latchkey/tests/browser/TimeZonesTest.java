package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
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
        visitOf(
                ConsoleStack.shared(),
                BrowserSession.desk().setTimezoneId(zone).setLocale(locale),
                BrowserSession.ENGINEER)
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

  @Test
  void timesAreShownInUtcInstead() {
    ConsoleFixtures api = ConsoleStack.shared().prepare();
    String name = ConsoleFixtures.fresh("utc");
    String id = api.key(api.dataApi(), name, 30).path("key_id").asText();
    BrowserSession visit =
        visitOf(
                ConsoleStack.shared(),
                BrowserSession.desk().setTimezoneId("Asia/Kolkata").setLocale("en-GB"),
                BrowserSession.ENGINEER)
            .search(name);
    Locator expires = visit.row(name).locator("[data-label=Expires] .sub");
    assertThat(expires).containsText("GMT+5:30");
    visit.button("Show UTC").click();
    assertThat(expires).containsText("UTC");
    visit.choose(name, "Edit");
    assertThat(visit.dialog()).containsText("Time zone: UTC.");
    String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1) + "T09:30";
    visit.field("Expires").fill(tomorrow);
    visit.dialogButton("Save").click();
    visit.told("Saved");
    assertThat(api.find(id).path("expires_at").asText()).isEqualTo(tomorrow + ":00Z");
    visit.button("Show GMT+5:30").click();
    assertThat(expires).containsText("15:00 GMT+5:30");
  }

  @Test
  void theWeeksOfTheOverviewBeginInTheChosenZone() {
    ConsoleFixtures api = ConsoleStack.shared().prepare();
    String name = ConsoleFixtures.fresh("week");
    api.key(api.dataApi(), name, 3);
    // In one of these zones it is another day than in UTC.
    boolean isLate = LocalTime.now(ZoneOffset.UTC).getHour() >= 10;
    ZoneId zone = ZoneId.of(isLate ? "Pacific/Kiritimati" : "Pacific/Pago_Pago");
    BrowserSession visit =
        visitOf(
                ConsoleStack.shared(),
                BrowserSession.desk().setTimezoneId(zone.getId()).setLocale("en-GB"),
                BrowserSession.ENGINEER)
            .go("#/", ".number");
    Locator first = visit.page().locator(".week .sub").first();
    assertThat(first).hasText(beginsOn(LocalDate.now(zone)));
    visit.page().locator(".zone button").click();
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    assertThat(first).hasText(beginsOn(today));
    visit.page().locator("a.week").first().click();
    assertThat(visit.page()).hasURL(Pattern.compile("show=week-" + today + "&"));
    assertThat(visit.page().getByLabel("Time and use").locator("option:checked"))
        .hasText(Pattern.compile("^Expire in the week from " + today.getDayOfMonth() + " "));
    assertThat(visit.search(name).row(name)).hasCount(1);
  }

  private static Pattern beginsOn(LocalDate day) {
    return Pattern.compile("^" + day.getDayOfMonth() + " ");
  }
}
