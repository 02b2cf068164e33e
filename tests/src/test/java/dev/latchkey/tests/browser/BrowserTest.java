package dev.latchkey.tests.browser;

import com.microsoft.playwright.Browser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test in a browser; without one it is skipped. After it, nothing forbidden may have happened.
 */
@Tag("browser")
@ExtendWith(NeedsBrowser.class)
abstract class BrowserTest {
  private final List<BrowserSession> visits = new ArrayList<>();

  @AfterEach
  void closeVisits() {
    List<BrowserSession> ended = List.copyOf(visits);
    visits.clear();
    ended.forEach(BrowserSession::close);
  }

  /** A person at a desk who has signed in to the shared stack. */
  BrowserSession visitOf(String person) {
    return visitOf(ConsoleStack.shared(), BrowserSession.desk(), person);
  }

  /** A person who has signed in to a stack. */
  BrowserSession visitOf(ConsoleStack stack, Browser.NewContextOptions options, String person) {
    BrowserSession visit = BrowserSession.of(stack, options, person);
    visits.add(visit);
    return visit;
  }

  /** Someone who has just come to a console. */
  BrowserSession visit(String console, Browser.NewContextOptions options) {
    BrowserSession visit = BrowserSession.to(console, options);
    visits.add(visit);
    return visit;
  }
}
