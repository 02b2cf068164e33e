package dev.latchkey.local.story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An {@code .http} file as IDEs know it: requests under {@code ###} titles, {@code @name = value}
 * lines, and scripts of nothing but {@code client.global.set("name", response.body.path)}.
 *
 * <p>Two comments mean something here and nothing to an IDE: {@code # expect 201} and {@code #
 * until 200}, each with {@code and body contains "text"} if wanted.
 *
 * @param variables what its {@code @} lines say
 */
public record Story(Map<String, String> variables, List<Step> steps) {
  private static final Pattern TITLE = Pattern.compile("(?m)^###");
  private static final Pattern VARIABLE = Pattern.compile("@(\\w+)\\s*=\\s*(\\S+)");
  private static final Pattern EXPECTATION =
      Pattern.compile(
          "#\\s*(expect|until)\\s+(\\d{3})(?:\\s+and\\s+body\\s+contains\\s+\"([^\"]*)\")?");
  private static final Pattern CAPTURE =
      Pattern.compile(
          "client\\.global\\.set\\(\\s*\"(\\w+)\"\\s*,\\s*response\\.body\\.([\\w.]+)\\s*\\)");
  private static final Pattern SCRIPT = Pattern.compile(">\\s*\\{%(.*?)%}", Pattern.DOTALL);

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is not such a file
   */
  public static Story read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  static Story parse(String text) {
    List<String> sections = TITLE.splitAsStream(text).toList();
    Map<String, String> variables = new HashMap<>();
    Matcher variable = VARIABLE.matcher(sections.get(0));
    while (variable.find()) {
      variables.put(variable.group(1), variable.group(2));
    }
    return new Story(variables, sections.stream().skip(1).map(Story::step).toList());
  }

  private static Step step(String section) {
    List<Step.Capture> captures = new ArrayList<>();
    Matcher script = SCRIPT.matcher(section);
    while (script.find()) {
      Matcher capture = CAPTURE.matcher(script.group(1));
      while (capture.find()) {
        captures.add(new Step.Capture(capture.group(1), capture.group(2)));
      }
    }
    List<String> lines = new ArrayList<>(script.replaceAll("").lines().toList());
    String title = lines.remove(0).strip();
    Step.Expectation expectation = expectation(lines);
    lines.removeIf(line -> line.startsWith("#") || line.startsWith("//"));
    while (!lines.isEmpty() && lines.get(0).isBlank()) {
      lines.remove(0);
    }
    return request(title, expectation, lines, captures);
  }

  private static Step request(
      String title, Step.Expectation expectation, List<String> lines, List<Step.Capture> captures) {
    String[] start = lines.isEmpty() ? new String[0] : lines.get(0).split("\\s+");
    if (start.length < 2) {
      throw new IllegalArgumentException("There is no request under the title: " + title);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    int line = 1;
    for (; line < lines.size() && !lines.get(line).isBlank(); line++) {
      String[] header = lines.get(line).split(":\\s*", 2);
      if (header.length < 2) {
        throw new IllegalArgumentException("This is no header: " + lines.get(line));
      }
      headers.put(header[0], header[1]);
    }
    String body = lines.stream().skip(line).collect(Collectors.joining("\n")).strip();
    return new Step(title, expectation, start[0], start[1], headers, body, captures);
  }

  private static Step.Expectation expectation(List<String> lines) {
    for (String line : lines) {
      Matcher comment = EXPECTATION.matcher(line);
      if (comment.matches()) {
        String text = comment.group(3) == null ? "" : comment.group(3);
        return new Step.Expectation(
            Integer.parseInt(comment.group(2)), text, comment.group(1).equals("until"));
      }
    }
    return Step.Expectation.NONE;
  }
}
