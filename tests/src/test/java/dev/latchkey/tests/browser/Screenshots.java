package dev.latchkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.latchkey.tests.Project;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Writes what each view looks like into {@code docs/screenshots/}; see {@code bin/screenshots}. */
@EnabledIfSystemProperty(
    named = "screenshots",
    matches = "true",
    disabledReason = "bin/screenshots writes them")
class Screenshots extends BrowserTest {
  private static final Duration PART_OF_A_DAY = Duration.ofSeconds(4321);
  private static final int MOST_BYTES = 100_000;

  /** Takes away what an earlier view announced. */
  private static final String DISMISS =
      "() => document.querySelector('.announcement [aria-label=Dismiss]')?.click()";

  /** Nothing is being read any more. */
  private static final String IS_COMPLETE =
      """
      () => !document.querySelector('.bone, [aria-busy=true], .announcement')
        && ![...document.querySelectorAll('.history .hint')].some((each) => each.textContent === 'Reading…')
      """;

  /** A key of a picture: what it is called and for, whose it is, its age and days left. */
  private record Sample(
      String dataApi, String name, String description, String owner, int age, int left) {}

  private static final List<Sample> KEYS =
      List.of(
          new Sample("customers", "support-desk", "Finds customers by phone number", "", 331, -3),
          new Sample(
              "stock", "warehouse-tablets", "Tablets of the Hamburg warehouse", "it", 240, 125),
          new Sample("customers", "newsletter", "", "marketing", 180, 12),
          new Sample("orders", "fraud-scoring", "Scores each new order", "risk", 96, 6),
          new Sample("stock", "partner-nordwind", "Nordwind reads the stock", "partners", 64, 26),
          new Sample("orders", "nightly-export", "Feeds the finance warehouse", "finance", 41, 49),
          new Sample("orders", "mobile-shop", "iOS and Android, from 7.2", "apps", 12, 353),
          new Sample("orders", "billing-app", "Monthly invoices", "finance", 3, 362));

  private final Map<String, BrowserSession> arrived = new HashMap<>();
  private final ConsoleFixtures api = ConsoleStack.shared().prepare();

  @Test
  void write() {
    register("customers", "crm", "customers", "/customers/*");
    register("stock", "logistics", "stock", "/stock");
    register("orders", "sales", "orders", "/orders");
    KEYS.forEach(this::make);
    ConsoleStack.shared().use(idOf("orders"), Instant.now().minus(PART_OF_A_DAY), 30);
    api.call("POST", "/v1/keys/" + idOf("mobile-shop") + "/rotate", Map.of("grace_hours", 24));
    api.call(
        "POST", "/v1/keys/" + idOf("partner-nordwind") + "/suspend", Map.of("reason", "Not paid"));
    for (ConsoleView view : ConsoleView.values()) {
      write(view, ColorScheme.LIGHT, 1440);
      write(view, ColorScheme.DARK, 320);
    }
    write(ConsoleView.KEYS, ColorScheme.DARK, 1440);
    write(ConsoleView.KEYS, ColorScheme.LIGHT, 768);
    write(ConsoleView.SECRET, ColorScheme.DARK, 1440);
  }

  /** A page with every component, for the eye of someone who changes one. */
  @Test
  void writeComponents() {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      try (Page page = Chromium.running().newPage()) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        ComponentsTest.open(page)
            .screenshot(
                new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(
                        Project.path(
                            "tests/target/components-%s.png"
                                .formatted(scheme.name().toLowerCase(Locale.ROOT)))));
      }
    }
  }

  private void write(ConsoleView view, ColorScheme scheme, int width) {
    BrowserSession visit =
        arrived.computeIfAbsent(
            view.person() + scheme + width,
            name ->
                visitOf(
                    ConsoleStack.shared(),
                    BrowserSession.of(width, width < 480 ? 720 : 840)
                        .setColorScheme(scheme)
                        .setLocale("en-GB"),
                    view.person()));
    visit.page().evaluate("() => scrollTo(0, 0)");
    view.open(visit, "orders");
    visit.page().mouse().move(1, 1);
    visit.page().evaluate(DISMISS);
    visit.page().waitForFunction(IS_COMPLETE);
    String name =
        "docs/screenshots/%s-%s-%d.png"
            .formatted(view.slug(), scheme.name().toLowerCase(Locale.ROOT), width);
    int size = Picture.of(visit.page().screenshot()).write(Project.path(name));
    assertThat(size).as(name).isLessThan(MOST_BYTES);
    visit.backToKeys();
  }

  private void register(String id, String domain, String dataset, String path) {
    api.call(
        "POST",
        "/v1/data-apis",
        Map.of(
            "data_api_id",
            id,
            "domain",
            domain,
            "dataset",
            dataset,
            "description",
            "What the " + domain + " team publishes of its " + dataset,
            "routes",
            List.of(
                Map.of("api_id", id + "-data-api", "method", "GET", "path", path),
                Map.of("api_id", id + "-data-api", "method", "HEAD", "path", path)),
            "key",
            Map.of("name", id, "description", "Made with its data API", "validity_days", 200)));
    JsonNode first = api.keys(id).get(0);
    if (!id.equals("orders")) {
      api.call(
          "POST",
          "/v1/keys/" + first.path("key_id").asText() + "/revoke",
          Map.of("reason", "never handed out"));
    }
  }

  private String idOf(String name) {
    for (JsonNode key : api.call("GET", "/v1/keys?limit=1000", null).path("keys")) {
      if (key.path("name").asText().equals(name)) {
        return key.path("key_id").asText();
      }
    }
    throw new IllegalStateException("There is no key " + name);
  }

  private void make(Sample sample) {
    JsonNode key = api.key(sample.dataApi(), sample.name(), 100);
    String id = key.path("key_id").asText();
    Map<String, String> settings =
        new HashMap<>(Map.of("description", sample.description(), "owner", sample.owner()));
    settings.values().removeIf(String::isEmpty);
    api.call("PATCH", "/v1/keys/" + id, settings);
    Instant then = Instant.now().minus(PART_OF_A_DAY);
    ConsoleStack.shared()
        .date(
            id,
            then.minus(Duration.ofDays(sample.age())),
            then.plus(Duration.ofDays(sample.left())));
    if (sample.left() > 0 && !sample.owner().equals("marketing")) {
      ConsoleStack.shared().use(id, then.minus(Duration.ofMinutes(sample.left())), 30);
    }
  }
}
