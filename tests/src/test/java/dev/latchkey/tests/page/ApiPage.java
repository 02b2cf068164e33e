package dev.latchkey.tests.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The contract as one page of HTML, which needs nothing but itself. */
public final class ApiPage {
  private final Contract contract;
  private final Shapes shapes;
  private final String problemsMarkdown;

  private ApiPage(Contract contract, String problems) {
    this.contract = contract;
    this.shapes = new Shapes(contract);
    this.problemsMarkdown = problems;
  }

  /**
   * The page of a contract.
   *
   * @param yaml an OpenAPI document
   * @param problems the Markdown with one heading for each problem
   */
  public static String of(String yaml, String problems) {
    return new ApiPage(new Contract(yaml), problems).html();
  }

  private String html() {
    JsonNode info = contract.at("/info");
    String calls = calls();
    String problems = problems();
    String main = overview(info) + signIn() + calls + things() + problems;
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>%1$s API %2$s</title>
    <link rel="icon" href="data:,">
    <style>
    %3$s</style>
    </head>
    <body>
    <a class="skip" href="#overview">To the text</a>
    <nav id="contents" aria-label="Contents">
    <details>
    <summary>Contents</summary>
    %4$s</details>
    </nav>
    <main>
    %5$s</main>
    <a class="back" href="#contents">Contents</a>
    </body>
    </html>
    """
        .formatted(
            Html.text(info.path("title").asText()),
            Html.text(info.path("version").asText()),
            style(),
            contents(),
            main);
  }

  private String contents() {
    StringBuilder html = new StringBuilder();
    html.append(
        """
        <ul><li><a href="#overview">Overview</a></li><li><a href="#sign-in">Sign in</a></li></ul>
        """);
    for (String tag : tags()) {
      html.append("<h2>").append(Html.link(id(tag), Html.text(tag))).append("</h2>\n<ul>\n");
      for (Contract.Call call : contract.calls(tag)) {
        html.append("<li>")
            .append(
                Html.link(
                    call.id(),
                    CallSection.method(call.method())
                        + " "
                        + Html.text(call.node().path("summary").asText())))
            .append("</li>\n");
      }
      html.append("</ul>\n");
    }
    return html.append(
            """
            <h2><a href="#things">Things</a></h2>
            <h2><a href="#problems">Problems</a></h2>
            """)
        .toString();
  }

  private String overview(JsonNode info) {
    String servers =
        contract
            .at("/servers")
            .valueStream()
            .map(
                server ->
                    "<div><dt>%s</dt><dd><p>%s</p></dd></div>\n"
                        .formatted(
                            Html.code(server.path("url").asText()),
                            Html.line(server.path("description").asText())))
            .collect(Collectors.joining());
    return """
    <header id="overview">
    <h1>%s API <small>%s</small></h1>
    <p class="summary">%s</p>
    %s<dl class="servers">
    %s</dl>
    </header>

    """
        .formatted(
            Html.text(info.path("title").asText()),
            Html.text(info.path("version").asText()),
            Html.line(info.path("summary").asText()),
            Html.prose(info.path("description").asText()),
            servers);
  }

  private String signIn() {
    return """
    <section id="sign-in">
    <h2>Sign in</h2>
    <p>A call carries <code>Authorization: Bearer</code> and an access token, unless it says that it needs none.
    On the command lines below, <code>$TOKEN</code> is that token and <code>$URL</code> one of the addresses above.</p>
    %s</section>

    """
        .formatted(
            contract
                .at("/components/securitySchemes")
                .valueStream()
                .map(scheme -> Html.prose(scheme.path("description").asText()))
                .collect(Collectors.joining()));
  }

  private String calls() {
    CallSection section = new CallSection(contract, shapes);
    StringBuilder html = new StringBuilder();
    for (JsonNode tag : contract.at("/tags")) {
      String name = tag.path("name").asText();
      html.append(
          "<h2 id=\"%s\">%s</h2>\n<p>%s</p>\n\n"
              .formatted(id(name), Html.text(name), Html.line(tag.path("description").asText())));
      contract.calls(name).forEach(call -> html.append(section.of(call)));
    }
    return html.toString();
  }

  /** All that the calls led to, and what that leads to. */
  private String things() {
    FieldList fields = new FieldList(contract, shapes);
    StringBuilder html =
        new StringBuilder("<h2 id=\"things\">Things</h2>\n<p>What answers are made of.</p>\n\n");
    for (int told = 0; told < shapes.things().size(); told++) {
      String name = shapes.things().get(told);
      String words = Shapes.words(name);
      html.append(
          """
          <section class="thing" id="%s">
          <h3>%s</h3>
          %s%s</section>

          """
              .formatted(
                  Shapes.id(name),
                  Html.link(
                      Shapes.id(name),
                      Html.text(Character.toUpperCase(words.charAt(0)) + words.substring(1))),
                  Html.prose(contract.schema(name).path("description").asText()),
                  fields.ofThing(name)));
    }
    return html.toString();
  }

  private String problems() {
    return "<h2 id=\"problems\">Problems</h2>\n<p>Each is "
        + shapes.thing("Problem")
        + "; the one of 422 is "
        + shapes.thing("InvalidRequestProblem")
        + ".</p>\n"
        + ProblemSection.of(problemsMarkdown);
  }

  private List<String> tags() {
    return contract.at("/tags").valueStream().map(tag -> tag.path("name").asText()).toList();
  }

  private static String id(String tag) {
    return "calls-" + Contract.kebab(tag.replace(" ", "-"));
  }

  private static String style() {
    try (InputStream css = ApiPage.class.getResourceAsStream("api.css")) {
      return new String(Objects.requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
