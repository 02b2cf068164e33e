package dev.latchkey.local.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoryTest {
  private static final String STORY =
      """
      # A test
      @base = http://localhost:1

      ### Sign in
      # expect 200
      POST {{base}}/token
      Content-Type: application/x-www-form-urlencoded

      grant=a&client=b c

      > {% client.global.set("token", response.body.access_token); %}

      ### Make a thing
      # expect 201 and body contains "thing-"
      POST {{base}}/things
      Authorization: Bearer {{token}}
      Content-Type: application/json

      {
        "name": "thing-{{$timestamp}}",
        "note": "it's"
      }

      > {%
        client.global.set("id", response.body.thing.id);
        client.global.set("name", response.body.thing.name);
      %}

      ### Look until it is there
      # until 200 and body contains "there"
      GET {{base}}/things/{{id}}?a=b&c=d
      Authorization: Bearer {{token}}

      ### Remove it
      # expect 404
      DELETE {{base}}/things/{{id}}
      """;

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void isPlayedWithWhatEarlierAnswersSaid() throws Exception {
    assertThat(play(STORY)).contains("All 4 answers were as expected").contains("→ 201");
    assertThat(seen.get(0)).isEqualTo("POST /token null grant=a&client=b c");
    assertThat(seen.get(1))
        .matches("(?s)POST /things Bearer t0k.n \\{\\s+\"name\": \"thing-\\d{10}\".*");
    assertThat(seen.get(2)).isEqualTo("GET /things/i-1?a=b&c=d Bearer t0k.n ");
    assertThat(seen).last().isEqualTo("DELETE /things/i-1 null ");
  }

  @Test
  void asksAgainOnlyWhereItSaysUntil() throws Exception {
    play(STORY);
    assertThat(seen).filteredOn(request -> request.startsWith("GET")).hasSize(3);
  }

  @Test
  void endsAtTheFirstAnswerThatDiffers() throws Exception {
    assertThat(play(STORY.replace("expect 201", "expect 418")))
        .contains("Expected was 418")
        .doesNotContain("Look until");
    assertThat(seen).hasSize(2);
  }

  @Test
  void anAnswerWithoutTheTextDiffers() throws Exception {
    assertThat(play(STORY.replace("contains \"thing-\"", "contains \"other\"")))
        .contains("Expected was 201 and a body that contains \"other\"");
  }

  @Test
  void aVariableWithoutAValueIsNamed() {
    assertThatThrownBy(() -> play(STORY.replace("{{token}}", "{{tokn}}")))
        .hasMessageContaining("tokn");
  }

  @Test
  void aTitleWithoutARequestIsNamed() {
    assertThatThrownBy(() -> Story.parse("### Nothing\n\n# expect 200\n"))
        .hasMessageContaining("Nothing");
  }

  @Test
  void readsAsCurlLines() {
    assertThat(CurlLines.of(Story.parse(STORY), Map.of("base", "http://localhost:3000")))
        .containsExactly(
            "# Sign in",
            "export TOKEN=$(curl -sS http://localhost:3000/token -d 'grant=a&client=b c'"
                + " | sed -nE 's/.*\"access_token\" *: *\"([^\"]*)\".*/\\1/p')",
            "# Make a thing",
            "ANSWER=$(curl -sS http://localhost:3000/things -H \"Authorization: Bearer $TOKEN\""
                + " -H 'Content-Type: application/json'"
                + " -d '{\"name\":\"thing-'$(date +%s)'\",\"note\":\"it'\\''s\"}');"
                + " echo \"$ANSWER\"",
            "export ID=$(echo \"$ANSWER\" | sed -nE 's/.*\"id\" *: *\"([^\"]*)\".*/\\1/p')",
            "export NAME=$(echo \"$ANSWER\" | sed -nE 's/.*\"name\" *: *\"([^\"]*)\".*/\\1/p')",
            "# Look until it is there",
            "sleep 1; curl -isS \"http://localhost:3000/things/$ID?a=b&c=d\""
                + " -H \"Authorization: Bearer $TOKEN\"",
            "# Remove it (404)",
            "curl -isS -X DELETE \"http://localhost:3000/things/$ID\"");
  }

  @Test
  void theCurlLinesSayTheSameInAShell() throws Exception {
    assumeThat(run("command -v curl").isBlank()).isFalse();
    String lines = String.join("\n", CurlLines.of(Story.parse(STORY), Map.of("base", base())));
    run(lines);
    assertThat(seen).hasSize(4);
    assertThat(seen.get(0)).isEqualTo("POST /token null grant=a&client=b c");
    assertThat(seen.get(1))
        .matches("POST /things Bearer t0k.n \\{\"name\":\"thing-\\d{10}\",\"note\":\"it's\"}");
    assertThat(seen.get(2)).isEqualTo("GET /things/i-1?a=b&c=d Bearer t0k.n ");
    assertThat(seen.get(3)).isEqualTo("DELETE /things/i-1 null ");
  }

  @Test
  void theProjectsStoryUsesNothingBeforeItIsKnownAndSaysWhatItExpects() throws Exception {
    Story story = Story.read(Path.of("..", "examples", "orders-data-api", "story.http"));
    Variables known = new Variables(story.variables(), 0);
    assertThat(story.steps()).hasSizeGreaterThan(10);
    for (Step step : story.steps()) {
      known.fill(step.url() + step.headers() + step.body() + step.expectation().text());
      step.captures().forEach(capture -> known.set(capture.variable(), "known"));
      assertThat(step.expectation().status()).as(step.title()).isPositive();
    }
  }

  private static String run(String script) throws Exception {
    Process shell = new ProcessBuilder("sh").redirectErrorStream(true).start();
    try (var in = shell.outputWriter(UTF_8)) {
      in.write(script + "\n");
    }
    String output = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  private String play(String story) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StoryPlayer player = new StoryPlayer(new PrintStream(out, true, UTF_8));
    boolean asExpected = player.play(Story.parse(story), Map.of("base", base()));
    String shown = out.toString(UTF_8);
    assertThat(shown.contains("were as expected")).isEqualTo(asExpected);
    return shown;
  }

  private String base() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      seen.add(request + " " + authorization + " " + body);
      boolean there = seen.size() > 4;
      byte[] answer =
          switch (exchange.getRequestMethod()) {
            case "DELETE" -> new byte[0];
            case "GET" -> (there ? "there" : "wait").getBytes(UTF_8);
            default ->
                "{\"access_token\":\"t0k.n\",\"thing\":{\"id\":\"i-1\",\"name\":\"thing-1\"}}"
                    .getBytes(UTF_8);
          };
      boolean removed = exchange.getRequestMethod().equals("DELETE");
      boolean made = exchange.getRequestURI().getPath().equals("/things");
      int status = removed ? 404 : made ? 201 : 200;
      exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }
}
