package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A table of ten thousand keys. {@link ConsoleSpeed} says how fast it is. */
class ManyKeysTest extends BrowserTest {
  private static final int COLUMNS_TO_SORT_BY = 7;
  private static final int SEARCHED_WORDS = 100;

  /**
   * Counts for each action the rows, the sorts of the whole list, and the texts that it prepares
   * for the search. The orders and the texts of the keys are prepared once, after they are read. An
   * order that is chosen before is sorted then.
   */
  private static final String COUNT =
      """
      let sorted = 0;
      let prepared = 0;
      const { sort } = Array.prototype;
      const { normalize } = String.prototype;
      Array.prototype.sort = function (...order) {
        sorted += this.length >= 10_000 ? 1 : 0;
        return sort.apply(this, order);
      };
      String.prototype.normalize = function (...form) {
        prepared += 1;
        return normalize.apply(this, form);
      };
      return actions.map(([name, steps]) => {
        sorted = 0;
        prepared = 0;
        const most = Math.max(...steps.map((step) => {
          step();
          return rows();
        }));
        return [name, most, sorted, prepared];
      });
      """;

  /** Searches for what all names have, so that the first row stays where it is. */
  private static final String SEARCH_AGAIN =
      """
      () => {
        const search = document.querySelector('input[type=search]');
        const type = (text) => {
          search.value = text;
          search.dispatchEvent(new Event('input'));
        };
        type('copy');
        const first = document.querySelector('tbody tr');
        type('copy-');
        return first.isConnected && first === document.querySelector('tbody tr');
      }
      """;

  @Test
  void filterAndSearchReadSortAndPrepareNothingAgain() {
    try (ManyKeys many = new ManyKeys(10_000)) {
      BrowserSession visit =
          visit(many.console(), BrowserSession.desk()).signIn(BrowserSession.ENGINEER);
      many.awaitAll(visit.page());
      List<String> requests = visit.requests();
      List<?> counts = ManyKeys.run(visit.page(), COUNT);
      assertThat(counts).hasSize(5);
      for (Object each : counts) {
        List<?> count = (List<?>) each;
        Object name = count.get(0);
        assertThat(count.get(1)).as("rows in the page: %s", name).isEqualTo(ManyKeys.ROWS);
        assertThat((int) count.get(2))
            .as("sorts of the list: %s", name)
            .isBetween(0, "sort".equals(name) ? COLUMNS_TO_SORT_BY : 0);
        assertThat((int) count.get(3)).as("texts: %s", name).isLessThan(SEARCHED_WORDS);
      }
      assertThat(visit.requests()).isEqualTo(requests);
      assertThat(visit.page().evaluate(SEARCH_AGAIN)).as("the first row stays").isEqualTo(true);
      visit.page().navigate(many.console() + "#/keys?sort=name");
      assertThat(visit.page().locator("tr[data-id] .name").nth(9)).hasText("copy-10");
      visit.page().navigate(many.console() + "#/data-apis");
      visit.page().navigate(many.console() + "#/keys");
      visit.button("Next").click();
      assertThat(visit.page().locator(".pages p")).hasText("51–100 of 10,000 keys");
      visit.search("copy-9998");
      assertThat(visit.row("copy-9998")).hasCount(1);
    }
  }
}
