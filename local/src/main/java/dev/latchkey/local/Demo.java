package dev.latchkey.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The commands of README's section "The life of a key", for a running service. */
public final class Demo {
  private static final Pattern SECTION =
      Pattern.compile(
          "^## The life of a key\n(.*?)(?=^## |\\z)", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern STEP =
      Pattern.compile("((?:[^\n]+\n)+)\n```sh\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern STATUS_IN_TEXT = Pattern.compile("\\b([1-5][0-9]{2})\\b");
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 ([0-9]{3}) ");
  private static final Pattern EVENT = Pattern.compile("\\[event] .*(\"detail-type\":\"[^\"]+\")");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Bounds each request's time, and repeats a request on 503, which a busy machine may answer. */
  private static final String CURL =
      "exec 2>&1\ncurl() { command curl --max-time 30 --retry 5 \"$@\"; }\n";

  private static final String UNAVAILABLE = "503";

  private final List<Step> steps;
  private final List<String> events;

  private Demo(List<Step> steps, List<String> events) {
    this.steps = steps;
    this.events = events;
  }

  /** A paragraph of README and the commands below it. */
  private record Step(String text, String commands) {}

  /**
   * Reads README's section.
   *
   * @param management the address for {@code http://localhost:3000}
   * @param example the address for {@code http://localhost:3001}
   * @param issuer the address for {@code http://localhost:3002/latchkey}
   * @throws IllegalArgumentException if README has no such section, or no commands in it
   */
  public static Demo of(String readme, URI management, URI example, URI issuer) {
    String section =
        readme
            .replace("http://localhost:3000", management.toString())
            .replace("http://localhost:3001", example.toString())
            .replace("http://localhost:3002/latchkey", issuer.toString());
    List<Step> steps =
        SECTION
            .matcher(section)
            .results()
            .flatMap(found -> STEP.matcher(found.group(1)).results())
            .map(step -> new Step(step.group(1), step.group(2)))
            .toList();
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("README has no commands under \"The life of a key\".");
    }
    return new Demo(steps, found(EVENT, section));
  }

  /** The commands alone, to be pasted into a shell. */
  public String commands() {
    return steps.stream().map(Step::commands).collect(Collectors.joining("\n"));
  }

  /**
   * Runs the commands with bash, and prints README's text, each command and its output.
   *
   * @return whether no command failed, and the responses had the statuses that README's text names
   * @throws IOException if bash cannot be started
   */
  public boolean play(PrintStream out) throws IOException, InterruptedException {
    Process bash = new ProcessBuilder("bash").start();
    try (var input = bash.outputWriter(UTF_8)) {
      input.write(script());
    }
    List<String> actual = new ArrayList<>();
    try (var output = bash.inputReader(UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        out.println(line);
        actual.addAll(found(STATUS_LINE, line));
      }
    }
    if (bash.waitFor() != 0) {
      out.printf("%nThe last command failed.%n");
      return false;
    }
    actual.removeIf(UNAVAILABLE::equals);
    List<String> expected =
        steps.stream().flatMap(step -> found(STATUS_IN_TEXT, step.text()).stream()).toList();
    if (!actual.equals(expected)) {
      out.printf("%nThe statuses were %s, but README says %s.%n", actual, expected);
      return false;
    }
    out.printf("%nThe statuses were as README says: %s.%n", actual);
    return true;
  }

  /**
   * Waits for events of the types that README shows.
   *
   * @param published the lines with events, as they are published
   * @return whether all came in time
   */
  public boolean awaitEvents(BlockingQueue<String> published, PrintStream out)
      throws InterruptedException {
    List<String> missing = new ArrayList<>(events);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!missing.isEmpty() && System.nanoTime() < deadline) {
      String event = published.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      missing.removeIf(type -> event != null && event.contains(type));
    }
    if (!missing.isEmpty()) {
      out.printf("%nNo event had %s, which README shows.%n", missing);
    }
    return missing.isEmpty();
  }

  /** The text as comments and the commands, which bash prints as it reads them. */
  private String script() {
    return steps.stream()
        .map(step -> "\n" + step.text().replaceAll("(?m)^", "# ") + step.commands())
        .collect(Collectors.joining("", CURL + "set -euv\n", ""));
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }
}
