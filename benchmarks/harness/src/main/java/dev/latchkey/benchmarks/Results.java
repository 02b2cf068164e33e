package dev.latchkey.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** All measurements of a run, by contender and figure, in the order in which they came. */
final class Results {
  private final Map<String, Map<Figure, List<Double>>> values = new LinkedHashMap<>();

  void add(String contender, Figure figure, double value) {
    values
        .computeIfAbsent(contender, name -> new EnumMap<>(Figure.class))
        .computeIfAbsent(figure, name -> new ArrayList<>())
        .add(value);
  }

  void add(String contender, Map<Figure, Double> figures) {
    figures.forEach((figure, value) -> add(contender, figure, value));
  }

  List<String> contenders() {
    return List.copyOf(values.keySet());
  }

  List<Double> all(String contender, Figure figure) {
    return values.getOrDefault(contender, Map.of()).getOrDefault(figure, List.of());
  }

  /** The median of a figure; nothing if it was not measured. */
  OptionalDouble median(String contender, Figure figure) {
    List<Double> all = all(contender, figure);
    return all.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Statistics.median(all));
  }

  /** Every measurement, a line each. A contender's name may hold a comma, so it is quoted. */
  String csv() {
    StringBuilder csv = new StringBuilder("contender,figure,value\n");
    values.forEach(
        (contender, figures) ->
            figures.forEach(
                (figure, all) ->
                    all.forEach(
                        value ->
                            csv.append(
                                "\"%s\",%s,%s\n".formatted(contender, figure.name(), value)))));
    return csv.toString();
  }
}
