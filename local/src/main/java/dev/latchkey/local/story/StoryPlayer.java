package dev.latchkey.local.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Plays a story against running servers and prints each request and answer, secrets and all. */
public final class StoryPlayer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int UNAVAILABLE = 503;
  private static final int WIDEST = 120;
  private static final List<String> SHOWN = List.of("Location", "WWW-Authenticate", "Retry-After");

  private final HttpClient client = HttpClient.newHttpClient();
  private final PrintStream out;

  public StoryPlayer(PrintStream out) {
    this.out = out;
  }

  /**
   * Plays a story until an answer differs from what the story expects.
   *
   * @param variables values that override the file's own
   * @return whether all answers were as expected
   * @throws IOException if a server does not answer
   */
  public boolean play(Story story, Map<String, String> variables)
      throws IOException, InterruptedException {
    Variables values = new Variables(story.variables(), Instant.now().getEpochSecond());
    variables.forEach(values::set);
    int number = 0;
    for (Step step : story.steps()) {
      number++;
      out.printf("%n%d. %s%n%n", number, step.title());
      if (!play(step, values)) {
        return false;
      }
    }
    out.printf("%nAll %d answers were as expected.%n", number);
    return true;
  }

  private boolean play(Step step, Variables values) throws IOException, InterruptedException {
    HttpRequest request = request(step, values);
    show(request, values.fill(step.body()));
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (isWorthAskingAgain(step, answer)
        && !isMet(step, answer, values)
        && System.nanoTime() < deadline) {
      Thread.sleep(POLL.toMillis());
      answer = client.send(request, BodyHandlers.ofString());
    }
    show(answer);
    if (!isMet(step, answer, values)) {
      out.printf("%nExpected was %s.%n", values.fill(step.expectation().toString()));
      return false;
    }
    capture(step, answer.body(), values);
    return true;
  }

  /** Where the story says so, and where a server says that it is not able to answer now. */
  private static boolean isWorthAskingAgain(Step step, HttpResponse<String> answer) {
    return step.expectation().eventually() || answer.statusCode() == UNAVAILABLE;
  }

  private static boolean isMet(Step step, HttpResponse<String> answer, Variables values) {
    return step.expectation().isMetBy(answer.statusCode(), answer.body(), values);
  }

  private static HttpRequest request(Step step, Variables values) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(values.fill(step.url())))
            .timeout(PATIENCE)
            .method(
                step.method(),
                step.body().isEmpty()
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(values.fill(step.body())));
    step.headers().forEach((name, value) -> request.header(name, values.fill(value)));
    return request.build();
  }

  private static void capture(Step step, String body, Variables values)
      throws JsonProcessingException {
    for (Step.Capture capture : step.captures()) {
      JsonNode value = JSON.readTree(body).at("/" + capture.path().replace('.', '/'));
      if (!value.isValueNode() || value.isMissingNode()) {
        throw new IllegalArgumentException("The answer has no " + capture.path());
      }
      values.set(capture.variable(), value.asText());
    }
  }

  private void show(HttpRequest request, String body) {
    out.println("  " + request.method() + " " + request.uri());
    request.headers().map().forEach((name, value) -> showHeader(name, value.get(0)));
    showBody(body);
  }

  private void show(HttpResponse<String> answer) {
    out.println();
    out.println("  → " + answer.statusCode());
    SHOWN.forEach(
        name -> answer.headers().firstValue(name).ifPresent(value -> showHeader(name, value)));
    showBody(answer.body());
  }

  private void showHeader(String name, String value) {
    showLine(name + ": " + value);
  }

  private void showLine(String line) {
    out.println("  " + (line.length() <= WIDEST ? line : line.substring(0, WIDEST) + " …"));
  }

  private void showBody(String body) {
    if (body.isEmpty()) {
      return;
    }
    try {
      JsonNode tree = JSON.readTree(body);
      JSON.writerWithDefaultPrettyPrinter()
          .writeValueAsString(tree)
          .lines()
          .forEach(this::showLine);
    } catch (JsonProcessingException e) {
      body.lines().forEach(this::showLine);
    }
  }
}
