package dev.latchkey.benchmarks;

import dev.latchkey.benchmarks.RequestCosts.Cost;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What each request of the service costs as the number of keys grows, in DynamoDB Local. */
final class Growth {
  private static final long MOST_FOR_NOTICES = 100_000;
  private static final List<Long> SIZES = List.of(1_000L, 100_000L, 1_000_000L);

  private final Map<Long, Map<String, Cost>> costs = new LinkedHashMap<>();

  private Growth() {}

  /**
   * Fills a table and measures at each size.
   *
   * @param most the largest size
   */
  static Growth upTo(long most, Consumer<String> progress) throws InterruptedException {
    Growth growth = new Growth();
    GrowingTable table = new GrowingTable();
    RequestCosts requests = new RequestCosts(table);
    table.fillTo(100, size -> {});
    requests.measure(true);
    for (long size : SIZES) {
      if (size <= most) {
        progress.accept("growth: " + number(size) + " keys");
        table.fillTo(size, done -> progress.accept("growth: " + number(done) + " keys written"));
        growth.costs.put(size, requests.measure(size <= MOST_FOR_NOTICES));
      }
    }
    return growth;
  }

  String markdown() {
    String head =
        costs.keySet().stream()
            .map(size -> number(size) + " keys, ms | units | round trips")
            .collect(Collectors.joining(" | ", "| request | ", " |"));
    String rule = "|---".repeat(1 + 3 * costs.size()) + "|";
    String rows =
        costs.values().iterator().next().keySet().stream()
            .map(this::row)
            .collect(Collectors.joining("\n"));
    return head + "\n" + rule + "\n" + rows + "\n";
  }

  private String row(String call) {
    return costs.values().stream()
        .map(each -> cells(each.get(call)))
        .collect(Collectors.joining(" | ", "| " + call + " | ", " |"));
  }

  private static String cells(@Nullable Cost cost) {
    return cost == null
        ? "| |"
        : String.format(
            Locale.ROOT,
            "%.2f | %s | %,d",
            cost.milliseconds(),
            units(cost.units()),
            cost.roundTrips());
  }

  private static String units(double units) {
    return String.format(Locale.ROOT, units == Math.rint(units) ? "%,.0f" : "%,.1f", units);
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
