package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.KeyboardModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Which keys are selected, and what is done to all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SelectionTest extends BrowserTest {
  private static final int KEYS = 55;

  private ConsoleFixtures api;
  private String orders;
  private BrowserSession visit;
  private Locator boxes;

  @BeforeAll
  void make() {
    api = ConsoleStack.shared().prepare();
    orders = api.dataApi();
    for (int i = 1; i < KEYS; i++) {
      api.key(orders, "app-" + i, 100 + i);
    }
  }

  @BeforeEach
  void open() {
    visit = visitOf(BrowserSession.ENGINEER);
    visit.page().locator(".filters select").first().selectOption(orders);
    assertThat(visit.page().locator(".pages p")).hasText("1–50 of 55 keys");
    boxes = visit.page().locator("tbody input[type=checkbox]");
  }

  @Test
  void shiftSelectsARange() {
    boxes.nth(2).click();
    boxes.nth(6).click(shift());
    assertThat(selected()).containsText("5 keys selected");
    boxes.nth(4).click();
    boxes.nth(6).click(shift());
    assertThat(selected()).containsText("2 keys selected");
  }

  @Test
  void allThatMatchAreSelectedBeyondThePage() {
    visit.page().getByLabel("Select all on this page").check();
    assertThat(selected()).containsText("50 keys selected");
    visit.button("Select all 55 that match").click();
    assertThat(selected()).containsText("55 keys selected");
  }

  @Test
  void keysThatAFilterHidesAreCounted() {
    boxes.nth(0).click();
    boxes.nth(1).click();
    visit.search("app-54");
    assertThat(selected()).containsText("2 keys selected 1 hidden by filters");
  }

  @Test
  void suspendedKeysAreLeftOutOfWhatIsSuspended() {
    visit.search("app-1");
    visit.page().getByLabel("Select all on this page").check();
    visit.button("Suspend").click();
    visit.field("Reason (optional)").fill("unpaid");
    visit.dialogButton("Suspend 11 keys").click();
    visit.dialog().getByText("11 keys suspended.").waitFor();
    visit.dialogButton("Close").click();
    assertThat(api.keys(orders))
        .filteredOn(key -> "suspended".equals(key.path("status").asText()))
        .hasSize(11);
    visit.page().getByLabel("Select all on this page").check();
    assertThat(visit.button("Suspend")).hasCount(0);
    assertThat(visit.button("Extend")).hasCount(1);
  }

  @Test
  void theKeysThatMatchAreSavedForASpreadsheet() throws IOException {
    String other = api.dataApi();
    String id = api.keys(other).get(0).path("key_id").asText();
    api.call(
        "PATCH",
        "/v1/keys/" + id,
        Map.of("name", "=1+1", "owner", "a, \"b\"", "tags", Map.of("team", "finance")));
    visit.button("Refresh").click();
    visit.page().locator(".filters select").first().selectOption(other);
    visit.search("=1+1 team=finance");
    assertThat(visit.page().locator("tr[data-id]")).hasCount(1);
    Download download =
        visit.page().waitForDownload(() -> visit.button("Save these keys as CSV").click());
    assertThat(visit.page().locator(".announcement p")).hasText("Saved 1 key.");
    List<String> lines = Files.readAllLines(download.path());
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).startsWith("\ufeffkey_id,name,data_api_id,domain,owner,");
    assertThat(lines.get(0)).contains(",tags,");
    assertThat(lines.get(1)).contains(",team=finance,");
    assertThat(lines.get(1)).startsWith(id + ",'=1+1," + other + ",sales,\"a, \"\"b\"\"\",");
  }

  private Locator selected() {
    return visit.page().locator(".several p");
  }

  private static Locator.ClickOptions shift() {
    return new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT));
  }
}
