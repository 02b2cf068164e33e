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
  private final List<Visit> visits = new ArrayList<>();

  @AfterEach
  void closeVisits() {
    List<Visit> ended = List.copyOf(visits);
    visits.clear();
    ended.forEach(Visit::close);
  }

  /** A person at a desk who has signed in to the shared stack. */
  Visit visitOf(String person) {
    return visit(ConsoleStack.shared().console(), Visit.desk()).signIn(person);
  }

  /** Someone who has just come to a console. */
  Visit visit(String console, Browser.NewContextOptions options) {
    Visit visit = Visit.to(console, options);
    visits.add(visit);
    return visit;
  }
}
