package dev.latchkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What must never happen in the page would be seen if it did. */
@Tag("browser")
@ExtendWith(NeedsBrowser.class)
class PageWatchTest {
  private BrowserSession visit;

  @BeforeEach
  void open() {
    visit = BrowserSession.to(ConsoleStack.shared().console(), BrowserSession.desk());
    visit.button("Sign in").waitFor();
    assertThat(visit.alarms()).isEmpty();
  }

  @AfterEach
  void close() {
    visit.context().close();
  }

  @Test
  void aTextThatIsExecutedRaisesAnAlarm() {
    provoke("executed()");
    assertThat(visit.alarms()).contains("executed");
  }

  @Test
  void aScriptThatThePolicyStopsRaisesAnAlarm() {
    provoke(
        "document.body.append(Object.assign(document.createElement('img'), {src: 'http://evil.example/x'}))");
    assertThat(visit.alarms()).anyMatch(alarm -> alarm.contains("img-src"));
  }

  @Test
  void aTextThatBecomesMarkupRaisesAnAlarm() {
    provoke(
        "try { document.body.innerHTML = '<b>bold</b>' } catch (error) { console.error(error) }");
    assertThat(visit.alarms()).anyMatch(alarm -> alarm.contains("TrustedHTML"));
  }

  private void provoke(String script) {
    visit
        .page()
        .waitForConsoleMessage(
            new Page.WaitForConsoleMessageOptions()
                .setPredicate(message -> !visit.alarms().isEmpty()),
            () -> visit.page().evaluate("() => {" + script + "}"));
  }
}
