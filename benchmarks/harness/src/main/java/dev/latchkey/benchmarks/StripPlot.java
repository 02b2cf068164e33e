package dev.latchkey.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * A picture of every value of a figure, a row a contender, with its median; SVG, readable in light
 * and dark.
 */
final class StripPlot {
  private static final int LEFT = 170;
  private static final int WIDTH = 760;
  private static final int RIGHT = 70;
  private static final int ROW = 34;
  private static final int TOP = 46;

  private final Results results;

  StripPlot(Results results) {
    this.results = results;
  }

  String svg(Figure figure) {
    List<String> rows =
        results.contenders().stream().filter(name -> !results.all(name, figure).isEmpty()).toList();
    double most =
        rows.stream()
            .flatMap(name -> results.all(name, figure).stream())
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(1);
    int height = TOP + rows.size() * ROW + 16;
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s">
        <style>
          text { font: 13px system-ui, sans-serif; fill: #1f2933 }
          .title { font-weight: 600; font-size: 15px }
          .line { stroke: #c5ced8 } .dot { fill: #2563eb; fill-opacity: .45 } .median { stroke: #1d4ed8; stroke-width: 3 }
          @media (prefers-color-scheme: dark) { text { fill: #e4e9f0 } .line { stroke: #46505c } .dot { fill: #7aa5ff } .median { stroke: #9dbcff } }
        </style>
        <text class="title" x="0" y="20">%s</text>
        """
            .formatted(WIDTH, height, figure.title(), figure.title()));
    for (int i = 0; i < rows.size(); i++) {
      row(svg, rows.get(i), figure, TOP + i * ROW, most);
    }
    return svg.append("</svg>\n").toString();
  }

  private void row(StringBuilder svg, String contender, Figure figure, int y, double most) {
    double median = results.median(contender, figure).orElseThrow();
    svg.append(format("<text x=\"0\" y=\"%d\">%s</text>", y + 5, contender));
    svg.append(
        format(
            "<line class=\"line\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>",
            LEFT, WIDTH - RIGHT, y, y));
    for (double value : results.all(contender, figure)) {
      svg.append(
          format("<circle class=\"dot\" cx=\"%.1f\" cy=\"%d\" r=\"5\"/>", x(value, most), y));
    }
    double x = x(median, most);
    svg.append(
        format(
            "<line class=\"median\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
            x, x, y - 9, y + 9));
    svg.append(
        format(
            "<text x=\"%d\" y=\"%d\">%s</text>\n",
            WIDTH - RIGHT + 10, y + 5, format(median >= 10 ? "%.0f" : "%.2f", median)));
  }

  private static double x(double value, double most) {
    return LEFT + value / most * (WIDTH - RIGHT - LEFT - 6);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
