package dev.latchkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How far what has to be seen stands out from its ground, light and dark (WCAG 2.2, 1.4.3 and
 * 1.4.11).
 */
class ContrastTest extends OneVisitTest {
  private static final String CONTRAST =
      """
      (variables) => {
        const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        const light = (colour) => {
          paint.fillStyle = colour;
          paint.fillRect(0, 0, 1, 1);
          const [red, green, blue] = [...paint.getImageData(0, 0, 1, 1).data].map((each) => each / 255)
            .map((each) => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
          return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        };
        const probe = document.body.appendChild(document.createElement('span'));
        const [one, other] = variables.map((name) => {
          probe.style.color = `var(${name})`;
          return light(getComputedStyle(probe).color);
        });
        probe.remove();
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      }
      """;

  @Test
  void theRingOfTheFocusStandsOutInBothSchemes() {
    inBothSchemes(
        () -> {
          for (String ground : List.of("--ground", "--surface", "--raised", "--accent-soft")) {
            assertThat(contrast("--accent", ground)).as(ground).isGreaterThan(3);
          }
        });
  }

  @Test
  void theBordersOfFieldsStandOutInBothSchemes() {
    inBothSchemes(
        () -> {
          for (String ground : List.of("--ground", "--surface", "--raised")) {
            assertThat(contrast("--edge", ground)).as(ground).isGreaterThan(3);
          }
        });
  }

  @Test
  void quietWordsCanBeReadInBothSchemes() {
    inBothSchemes(
        () -> {
          for (String ground :
              List.of("--ground", "--surface", "--raised", "--accent-soft", "--danger-soft")) {
            assertThat(contrast("--muted", ground)).as(ground).isGreaterThan(4.5);
          }
        });
  }

  @Test
  void statusesCanBeReadInBothSchemes() {
    inBothSchemes(
        () -> {
          for (String word : List.of("--good", "--danger", "--muted")) {
            assertThat(contrast(word, "--surface")).as(word).isGreaterThan(4.5);
          }
          assertThat(contrast("--warn", "--warn-soft")).isGreaterThan(4.5);
        });
  }

  private void inBothSchemes(Runnable check) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      see(scheme, 1440, 900);
      check.run();
    }
  }

  private double contrast(String one, String other) {
    return ((Number) page().evaluate(CONTRAST, List.of(one, other))).doubleValue();
  }
}
