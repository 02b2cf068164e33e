package dev.latchkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** One person with one browser window, and everything that must never happen in it. */
final class BrowserSession implements AutoCloseable {
  /** What a person of the sign-in server is called on its page. */
  static final String ENGINEER = "Erin, data engineer";

  static final String AUDITOR = "Audrey, auditor";
  static final String OUTSIDER = "Otto, outsider";

  private static final Pattern API = Pattern.compile(".*/v1/(keys|data-apis).*");
  private static final double PATIENCE = 45_000;
  private static final String WATCH =
      """
      addEventListener('securitypolicyviolation', (event) =>
        console.error('violated ' + event.violatedDirective + ' ' + event.blockedURI));
      globalThis.executed = () => console.error('executed');
      """;

  private final BrowserContext context;
  private final List<String> alarms = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private final AtomicInteger answersToLose = new AtomicInteger();
  private final String console;
  private final Page page;

  private BrowserSession(BrowserContext context, String console) {
    this.context = context;
    this.console = console;
    context.setDefaultTimeout(PATIENCE);
    context.addInitScript(WATCH);
    context.onConsoleMessage(message -> watch(message.text()));
    context.onRequest(request -> requests.add(request.url()));
    context.onDialog(
        dialog -> {
          if (!"beforeunload".equals(dialog.type())) {
            alarms.add("dialog " + dialog.message());
          }
          dialog.accept();
        });
    context.onWebError(error -> alarms.add("error " + error.error()));
    context.route(API, this::loseSome);
    page = context.newPage();
  }

  /** A window of a size and colour scheme, at the page of keys. */
  static BrowserSession to(String console, Browser.NewContextOptions options) {
    Browser browser = Chromium.running();
    BrowserSession visit = new BrowserSession(browser.newContext(options), console);
    visit.page.navigate(console + "#/keys");
    return visit;
  }

  /** A person who has signed in, at the page of keys. */
  static BrowserSession of(ConsoleStack stack, Browser.NewContextOptions options, String person) {
    BrowserSession visit =
        new BrowserSession(Chromium.running().newContext(options), stack.console());
    stack.tokens().giveTo(visit.context, person);
    visit.page.navigate(stack.console() + SharedTokens.QUERY);
    return visit.arrive();
  }

  /** A desk's window. */
  static Browser.NewContextOptions desk() {
    return of(1440, 900);
  }

  /** A window of a size, for someone who wants no motion; so nothing is looked at in passing. */
  static Browser.NewContextOptions of(int width, int height) {
    return new Browser.NewContextOptions()
        .setViewportSize(width, height)
        .setReducedMotion(ReducedMotion.REDUCE);
  }

  /** Signs in, and waits for what that leads to. */
  BrowserSession signIn(String person) {
    button("Sign in").click();
    page.getByText(person).click();
    return arrive();
  }

  private BrowserSession arrive() {
    page.locator("main:has(h1)").waitFor();
    page.waitForURL(url -> url.startsWith(console) && !url.contains("state="));
    page.locator("tr[data-id], .empty, .welcome").first().waitFor();
    return this;
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  /** The URLs that were asked for. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** The topmost dialog. */
  Locator dialog() {
    return page.locator("dialog[open]").last();
  }

  /** A button of the topmost dialog. */
  Locator dialogButton(String name) {
    return dialog()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true))
        .last();
  }

  /** A field of the topmost dialog. */
  Locator field(String label) {
    return dialog().getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
  }

  /** The row of a key. */
  Locator row(String name) {
    return page.locator(
        "tr[data-id], li[data-id]",
        new Page.LocatorOptions().setHas(page.getByText(name, exact())));
  }

  /** Opens the menu of a row and chooses. */
  BrowserSession choose(String name, String action) {
    button("Actions for " + name).click();
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(action).setExact(true))
        .click();
    return this;
  }

  /** Goes to the data APIs. */
  BrowserSession toDataApis() {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Data APIs").setExact(true))
        .click();
    page.locator(".data-apis tr[data-id], .empty").first().waitFor();
    return this;
  }

  /** Goes to an address of the console, and waits for something there. */
  BrowserSession go(String hash, String selector) {
    page.navigate(console + hash);
    page.locator(selector).first().waitFor();
    return this;
  }

  /** Types into the search. */
  BrowserSession search(String text) {
    page.getByLabel("Search keys").fill(text);
    return this;
  }

  /** Waits for an outcome in the corner, once the dialog is gone. */
  BrowserSession told(String text) {
    page.locator("dialog").first().waitFor(gone());
    page.locator(".announcement", new Page.LocatorOptions().setHasText(text)).waitFor();
    return this;
  }

  /** The API key that is on show. */
  String secret() {
    Locator secret = dialog().locator(".secret");
    secret.waitFor();
    return secret.textContent();
  }

  /** Stores the key that is on show and closes the dialog. */
  void store() {
    dialog().getByLabel("I’ve stored it safely").check();
    dialogButton("Close").click();
    page.locator("dialog").waitFor(gone());
  }

  /** Closes a form that was filled in. */
  void discard() {
    dialogButton("Cancel").click();
    dialogButton("Discard").click();
    page.locator("dialog").waitFor(gone());
  }

  /** Closes every dialog, clears the selection and opens the page of keys again. */
  void backToKeys() {
    while (dialog().count() > 0) {
      if (dialog().locator(".secret").count() > 0) {
        store();
      } else {
        page.keyboard().press("Escape");
        page.keyboard().press("Escape");
      }
    }
    if (button("Clear").count() > 0) {
      button("Clear").click();
    }
    page.navigate(console + "#/data-apis");
    page.navigate(console + "#/keys");
  }

  /** Loses the answers to the next changes, which happen all the same. */
  void loseAnswers(int number) {
    answersToLose.set(number);
  }

  /** Waits until the dialog has its answer. */
  void untilAnswered() {
    page.locator("dialog[aria-busy=true]").waitFor(gone());
  }

  /** Reads the history of a page until it has an event of a kind, which takes moments. */
  Locator historyWith(String kind) {
    Locator event = page.locator(".event." + kind);
    for (int tries = 0; tries < 100 && event.count() == 0; tries++) {
      page.locator(".history-head button").click();
      page.locator(".history").getByText("Reading…").waitFor(gone());
    }
    return event;
  }

  private static Locator.WaitForOptions gone() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
  }

  /** What has the focus: its name, or its text. */
  String focus() {
    return (String)
        page.evaluate(
            "(({activeElement: e}) => e.getAttribute('aria-label') || e.labels?.[0]?.textContent"
                + " || e.textContent.trim() || e.tagName)(document)");
  }

  /** What must never happen and did. */
  List<String> alarms() {
    return List.copyOf(alarms);
  }

  private static Page.GetByTextOptions exact() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private void watch(String line) {
    Predicate<String> bad =
        text ->
            text.contains("Content Security Policy")
                || text.startsWith("violated")
                || text.equals("executed")
                || text.contains("TrustedHTML")
                || text.contains("TrustedScript");
    if (bad.test(line)) {
      alarms.add(line);
    }
  }

  private void loseSome(Route route) {
    Request request = route.request();
    if (!"GET".equals(request.method())
        && answersToLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      route.fetch();
      route.abort("connectionreset");
    } else {
      route.resume();
    }
  }

  @Override
  public void close() {
    context.unrouteAll();
    context.close();
    assertThat(alarms).as("what must never happen in the page").isEmpty();
  }
}
