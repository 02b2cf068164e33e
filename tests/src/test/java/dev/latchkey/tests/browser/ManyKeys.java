package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A stack with many keys, copies of one that are put into the table out of band. */
final class ManyKeys implements AutoCloseable {
  /** The rows of a page of the table. */
  static final int ROWS = 50;

  private static final int BATCH = 25;
  private static final double PATIENCE = 60_000;

  /** What a person does to the table: names, each with steps. */
  private static final String ACTIONS =
      """
      const search = document.querySelector('input[type=search]');
      const statuses = [...document.querySelectorAll('.pill input')];
      const api = document.querySelector('.filters select');
      const sorts = [...document.querySelectorAll('.sort')];
      const next = [...document.querySelectorAll('.pages button')].at(-1);
      const type = (text) => () => {
        search.value = text;
        search.dispatchEvent(new Event('input'));
      };
      const choose = (index) => () => {
        api.selectedIndex = index;
        api.dispatchEvent(new Event('change'));
      };
      const actions = [
        ['search', ['c', 'co', 'copy', 'copy-77', 'nothing', ''].map(type)],
        ['status', [...statuses, statuses[0]].map((status) => () => status.click())],
        ['data API', [1, 0, 1, 0].map(choose)],
        ['sort', sorts.map((sort) => () => sort.click())],
        ['next page', [() => next.click()]],
      ];
      const rows = () => document.querySelectorAll('tbody tr').length;
      """;

  private final ConsoleStack stack = ConsoleStack.start(false);
  private final int number;

  ManyKeys(int number) {
    this.number = number;
    ConsoleFixtures api = stack.prepare();
    copy(api.keys(api.dataApi()).get(0));
  }

  /** The console. */
  String console() {
    return stack.console();
  }

  /** Waits until a page shows that it has read all keys. */
  void awaitAll(Page page) {
    assertThat(page.locator(".pages p"))
        .hasText(
            "1–50 of %,d keys".formatted(number),
            new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE));
  }

  /** Runs a script that knows the actions, and returns its figures for each. */
  static List<?> run(Page page, String script) {
    return (List<?>) page.evaluate("async () => {" + ACTIONS + script + "}");
  }

  private void copy(JsonNode key) {
    DynamoDbClient client = stack.database().client();
    String id = key.path("key_id").asText();
    Map<String, AttributeValue> original =
        client
            .getItem(
                request ->
                    request
                        .tableName(stack.table())
                        .key(Map.of("pk", text("KEY#" + id), "sk", text("KEY"))))
            .item();
    long first =
        Long.parseLong(Objects.requireNonNull(original.get("sort_key")).s().split("#", 2)[0])
            - number;
    List<WriteRequest> batch = new ArrayList<>();
    for (int i = 1; i < number; i++) {
      String copyId = "%016d".formatted(i);
      Map<String, AttributeValue> copy = new HashMap<>(original);
      copy.put("pk", text("KEY#" + copyId));
      Map<String, AttributeValue> about =
          new HashMap<>(Objects.requireNonNull(original.get("about")).m());
      about.put("name", text("copy-" + i));
      copy.put("about", AttributeValue.fromM(about));
      copy.put("sort_key", text("%013d#%s".formatted(first + i, copyId)));
      batch.add(WriteRequest.builder().putRequest(put -> put.item(copy)).build());
      if (batch.size() == BATCH || i == number - 1) {
        List<WriteRequest> full = List.copyOf(batch);
        client.batchWriteItem(write -> write.requestItems(Map.of(stack.table(), full)));
        batch.clear();
      }
    }
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  @Override
  public void close() {
    stack.close();
  }
}
