package dev.latchkey.tests.page;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text as HTML. */
final class Html {
  private Html() {}

  /** A text without what HTML would take for its own. */
  static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A line of Markdown: {@code `code`} and {@code **bold**}. */
  static String line(String markdown) {
    return text(markdown.strip().replaceAll("\\s+", " "))
        .replaceAll("`([^`]+)`", "<code>$1</code>")
        .replaceAll("\\*\\*([^*]+)\\*\\*", "<strong>$1</strong>");
  }

  /** Paragraphs of Markdown. */
  static String prose(String markdown) {
    return Stream.of(markdown.strip().split("\n\\s*\n", -1))
        .filter(paragraph -> !paragraph.isBlank())
        .map(paragraph -> "<p>" + line(paragraph) + "</p>\n")
        .collect(Collectors.joining());
  }

  static String code(String text) {
    return "<code>" + text(text) + "</code>";
  }

  /** A text that is copied as it stands, and scrolls where it is too wide. */
  static String block(String label, String text) {
    return "<pre tabindex=\"0\" role=\"group\" aria-label=\"%s\">%s</pre>\n"
        .formatted(text(label), code(text));
  }

  static String link(String id, String content) {
    return "<a href=\"#" + id + "\">" + content + "</a>";
  }
}
