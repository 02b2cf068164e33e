package dev.latchkey.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A picture of lines over named places, each with its name at its end; SVG for light and dark. */
final class LinePlot {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 340;
  private static final int LEFT = 50;
  private static final int RIGHT = 190;
  private static final int TOP = 40;
  private static final int BOTTOM = 40;
  private static final int APART = 15;
  private static final List<String> COLORS =
      List.of("#2563eb", "#d97706", "#059669", "#db2777", "#7c3aed", "#0891b2", "#65a30d");

  private final String title;
  private final Map<String, Map<String, Double>> lines = new LinkedHashMap<>();

  LinePlot(String title) {
    this.title = title;
  }

  /** Adds a line; all lines have the same places. */
  void line(String name, Map<String, Double> points) {
    lines.put(name, new LinkedHashMap<>(points));
  }

  String svg() {
    List<String> places = List.copyOf(lines.values().iterator().next().keySet());
    double most =
        lines.values().stream()
            .flatMap(points -> points.values().stream())
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(1);
    StringBuilder svg = new StringBuilder(head());
    for (int i = 0; i < places.size(); i++) {
      add(
          svg,
          "<text x=\"%.0f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
          x(i, places.size()),
          HEIGHT - 14,
          places.get(i));
    }
    for (double mark : List.of(0.0, most / 2, most)) {
      add(
          svg,
          "<line class=\"line\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
          LEFT,
          WIDTH - RIGHT,
          y(mark, most),
          y(mark, most));
      add(svg, "<text x=\"0\" y=\"%.1f\">%.2f</text>\n", y(mark, most) + 5, mark);
    }
    List<String> byEnd =
        lines.keySet().stream().sorted((a, b) -> Double.compare(end(b), end(a))).toList();
    double label = Double.NEGATIVE_INFINITY;
    for (String name : byEnd) {
      label = Math.max(y(end(name), most), label + APART);
      draw(svg, name, most, label);
    }
    return svg.append("</svg>\n").toString();
  }

  private void draw(StringBuilder svg, String name, double most, double label) {
    String color = COLORS.get(List.copyOf(lines.keySet()).indexOf(name) % COLORS.size());
    List<Double> values = values(name);
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      add(points, "%.1f,%.1f ", x(i, values.size()), y(values.get(i), most));
    }
    add(
        svg,
        "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>",
        color,
        points.toString().strip());
    add(
        svg,
        "<text x=\"%d\" y=\"%.1f\" style=\"fill: %s\">%s</text>\n",
        WIDTH - RIGHT + 12,
        label + 5,
        color,
        name);
  }

  private List<Double> values(String name) {
    return List.copyOf(Objects.requireNonNull(lines.get(name)).values());
  }

  private double end(String name) {
    List<Double> values = values(name);
    return values.get(values.size() - 1);
  }

  private String head() {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s">
        <style>
          text { font: 13px system-ui, sans-serif; fill: #1f2933 }
          .title { font-weight: 600; font-size: 15px } .line { stroke: #c5ced8 }
          @media (prefers-color-scheme: dark) { text { fill: #e4e9f0 } .line { stroke: #46505c } }
        </style>
        <text class="title" x="0" y="20">%s</text>
        """
        .formatted(WIDTH, HEIGHT, title, title);
  }

  private static double x(int place, int places) {
    double span = WIDTH - RIGHT - LEFT - 20;
    return LEFT + 10 + (places == 1 ? span / 2 : span * place / (places - 1));
  }

  private static double y(double value, double most) {
    return HEIGHT - BOTTOM - value / most * (HEIGHT - BOTTOM - TOP);
  }

  private static void add(StringBuilder to, String pattern, Object... values) {
    to.append(String.format(Locale.ROOT, pattern, values));
  }
}
