package dev.latchkey.tests.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The system's browser. Nothing is downloaded: where there is none, what needs it is skipped. */
final class Chromium {
  /** Names another browser than the usual ones. */
  static final String VARIABLE = "CHROMIUM";

  private static final class Shared {
    private static final Playwright PLAYWRIGHT =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private static final Browser BROWSER =
        PLAYWRIGHT
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable().orElseThrow())
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-dev-shm-usage",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  private Chromium() {}

  /** The running browser. */
  static Browser running() {
    return Shared.BROWSER;
  }

  /** Whether there is one to run. */
  static boolean isThere() {
    return executable().isPresent();
  }

  private static Optional<Path> executable() {
    return Stream.concat(
            Stream.ofNullable(System.getenv(VARIABLE)),
            Stream.of(
                "/usr/bin/chromium",
                "/usr/bin/chromium-browser",
                "/usr/bin/google-chrome",
                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"))
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
