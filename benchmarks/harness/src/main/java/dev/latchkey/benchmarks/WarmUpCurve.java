package dev.latchkey.benchmarks;

import dev.latchkey.testing.RuntimeApi;
import dev.latchkey.testing.RuntimeApi.Reply;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The first hundred requests of an environment, one right after the other. */
final class WarmUpCurve {
  private static final int REQUESTS = 100;
  private static final List<Part> PARTS =
      List.of(
          new Part(1, 1, Figure.STARTED_1, Figure.RESTORED_1),
          new Part(2, 2, Figure.STARTED_2, Figure.RESTORED_2),
          new Part(3, 5, Figure.STARTED_3_5, Figure.RESTORED_3_5),
          new Part(6, 10, Figure.STARTED_6_10, Figure.RESTORED_6_10),
          new Part(11, 50, Figure.STARTED_11_50, Figure.RESTORED_11_50),
          new Part(51, 100, Figure.STARTED_51_100, Figure.RESTORED_51_100),
          new Part(6, 100, Figure.STARTED_6_100, Figure.RESTORED_6_100));

  /** Requests by their number, and their median after a start and after a restore. */
  private record Part(int from, int to, Figure started, Figure restored) {}

  private final double[] milliseconds;

  private WarmUpCurve(double[] milliseconds) {
    this.milliseconds = milliseconds;
  }

  /**
   * Sends the requests after the first.
   *
   * @param first the first one, already answered
   */
  static WarmUpCurve after(Reply first, String event, RuntimeApi api, FunctionProcess function)
      throws IOException, InterruptedException {
    double[] milliseconds = new double[REQUESTS];
    milliseconds[0] = first.took().toNanos() / 1e6;
    for (int i = 1; i < REQUESTS; i++) {
      Reply reply = Trial.expectAnswer(api.invoke(event), function);
      milliseconds[i] = reply.took().toNanos() / 1e6;
    }
    return new WarmUpCurve(milliseconds);
  }

  Map<Figure, Double> afterStart() {
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    PARTS.forEach(part -> figures.put(part.started(), median(part)));
    return figures;
  }

  Map<Figure, Double> afterRestore() {
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    PARTS.forEach(part -> figures.put(part.restored(), median(part)));
    return figures;
  }

  private double median(Part part) {
    double[] values = Arrays.copyOfRange(milliseconds, part.from() - 1, part.to());
    return Statistics.median(Arrays.stream(values).boxed().toList());
  }
}
