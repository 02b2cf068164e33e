package dev.latchkey.local.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A story as lines for a shell, to be copied one by one or all at once; they need curl and sed. */
public final class CurlLines {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PLAIN = Pattern.compile("[\\w./:=-]+");

  private static final int FIRST_REFUSAL = 400;

  private final Map<String, String> known;

  private CurlLines(Map<String, String> known) {
    this.known = known;
  }

  /**
   * Writes a story down.
   *
   * @param variables values that override the file's own
   */
  public static List<String> of(Story story, Map<String, String> variables) {
    Map<String, String> known = new HashMap<>(story.variables());
    known.putAll(variables);
    CurlLines lines = new CurlLines(known);
    return story.steps().stream().flatMap(step -> lines.step(step).stream()).toList();
  }

  private List<String> step(Step step) {
    List<String> lines = new ArrayList<>(List.of("# " + step.title() + refusal(step)));
    if (step.captures().isEmpty()) {
      String pause = step.expectation().eventually() ? "sleep 1; " : "";
      lines.add(pause + "curl -isS" + arguments(step));
      return lines;
    }
    if (step.captures().size() == 1) {
      Step.Capture only = step.captures().get(0);
      lines.add(export(only, "$(curl -sS" + arguments(step) + " | " + value(only) + ")"));
      return lines;
    }
    lines.add("ANSWER=$(curl -sS" + arguments(step) + "); echo \"$ANSWER\"");
    for (Step.Capture capture : step.captures()) {
      lines.add(export(capture, "$(echo \"$ANSWER\" | " + value(capture) + ")"));
    }
    return lines;
  }

  private static String refusal(Step step) {
    int status = step.expectation().status();
    return status < FIRST_REFUSAL ? "" : " (" + status + ")";
  }

  private String arguments(Step step) {
    StringBuilder arguments = new StringBuilder();
    if (!step.method().equals(step.body().isEmpty() ? "GET" : "POST")) {
      arguments.append(" -X ").append(step.method());
    }
    arguments.append(' ').append(quoted(step.url()));
    step.headers()
        .forEach(
            (name, value) -> {
              if (!value.equals("application/x-www-form-urlencoded")) {
                arguments.append(" -H ").append(quoted(name + ": " + value));
              }
            });
    if (!step.body().isEmpty()) {
      arguments.append(" -d ").append(quoted(oneLine(step.body())));
    }
    return arguments.toString();
  }

  private static String export(Step.Capture capture, String value) {
    return "export " + shellName(capture.variable()) + "=" + value;
  }

  private static String value(Step.Capture capture) {
    String field = capture.path().substring(capture.path().lastIndexOf('.') + 1);
    return "sed -nE 's/.*\"" + field + "\" *: *\"([^\"]*)\".*/\\1/p'";
  }

  /** Bare if the shell leaves it alone, else in the quotes in which it reads best. */
  private String quoted(String text) {
    String filled = Variables.REFERENCE.matcher(text).replaceAll(it -> literal(it.group(1)));
    if (PLAIN.matcher(filled).matches()) {
      return filled;
    }
    String mark = filled.contains("\"") || !Variables.REFERENCE.matcher(filled).find() ? "'" : "\"";
    String seam = mark.equals("'") ? "'" : "";
    String safe = mark.equals("'") ? filled.replace("'", "'\\''") : filled;
    return mark
        + Variables.REFERENCE
            .matcher(safe)
            .replaceAll(it -> Matcher.quoteReplacement(seam + shell(it.group(1)) + seam))
        + mark;
  }

  private String literal(String variable) {
    return Matcher.quoteReplacement(known.getOrDefault(variable, "{{" + variable + "}}"));
  }

  private static String shell(String variable) {
    return variable.equals("$timestamp") ? "$(date +%s)" : "$" + shellName(variable);
  }

  private static String shellName(String variable) {
    return variable.toUpperCase(Locale.ROOT);
  }

  private static String oneLine(String body) {
    try {
      return JSON.writeValueAsString(JSON.readTree(body));
    } catch (JsonProcessingException e) {
      return body.lines().map(String::strip).reduce("", String::concat);
    }
  }
}
