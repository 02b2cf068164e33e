package dev.latchkey.tests.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What axe finds on a page. A page gets its script once, and no style sheet is loaded again. */
final class Axe {
  private static final String SCRIPT = script();
  private static final String RUN =
      """
      async (part) => {
        const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        const { violations, passes } = await axe.run(part, {
          runOnly: { type: 'tag', values }, resultTypes: ['violations'], preload: false,
        });
        return passes.length < 5 ? ['only ' + passes.length + ' rules ran']
          : violations.map(({ id, nodes }) => id + ' ' + nodes[0].html);
      }
      """;

  private Axe() {}

  /** The rules that a part of a page breaks, each with the first element that does. */
  static List<?> violations(Page page, String part) {
    if (page.evaluate("() => typeof axe") instanceof String type && type.equals("undefined")) {
      page.evaluate(SCRIPT);
    }
    return (List<?>) page.evaluate(RUN, part);
  }

  private static String script() {
    try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
