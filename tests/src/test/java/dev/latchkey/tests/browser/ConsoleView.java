package dev.latchkey.tests.browser;

import java.util.function.BiConsumer;

/** A thing that the console shows, and how a person who has signed in gets there. */
@SuppressWarnings("ImmutableEnumChecker")
enum ConsoleView {
  OVERVIEW(BrowserSession.ENGINEER, (visit, id) -> visit.go("#/", "main:not(:has(.bone)) .weeks")),
  KEYS(BrowserSession.ENGINEER, (visit, id) -> {}),
  KEYS_OF_A_READER(BrowserSession.AUDITOR, (visit, id) -> {}),
  NO_MATCH(BrowserSession.ENGINEER, (visit, id) -> visit.search("nothing is called this")),
  NO_ROLE(BrowserSession.OUTSIDER, (visit, id) -> {}),
  MENU(
      BrowserSession.ENGINEER, (visit, id) -> visit.search(id).button("Actions for " + id).click()),
  SELECTED(
      BrowserSession.ENGINEER,
      (visit, id) -> visit.search(id).page().getByLabel("Select " + id).check()),
  CREATE(BrowserSession.ENGINEER, (visit, id) -> visit.button("New key").click()),
  CREATE_REFUSED(
      BrowserSession.ENGINEER,
      (visit, id) -> {
        visit.button("New key").click();
        visit.dialogButton("Create").click();
      }),
  EXTEND(BrowserSession.ENGINEER, (visit, id) -> visit.search(id).choose(id, "Extend")),
  EDIT(BrowserSession.ENGINEER, (visit, id) -> visit.search(id).choose(id, "Edit")),
  ROTATE(BrowserSession.ENGINEER, (visit, id) -> visit.search(id).choose(id, "Rotate")),
  SECRET(
      BrowserSession.ENGINEER,
      (visit, id) -> {
        visit.search(id).choose(id, "Rotate");
        visit.dialogButton("Now (leaked)").click();
        visit.dialogButton("Rotate").click();
        visit.secret();
      }),
  REVOKE(BrowserSession.ENGINEER, (visit, id) -> visit.search(id).choose(id, "Revoke")),
  REVOKE_SEVERAL(
      BrowserSession.ENGINEER,
      (visit, id) -> {
        visit.search(id).page().getByLabel("Select all on this page").check();
        visit.page().locator(".several .danger").first().click();
      }),
  KEY(
      BrowserSession.ENGINEER,
      (visit, id) -> {
        visit.search(id).choose(id, "Details");
        visit.historyWith("created").first().waitFor();
      }),
  EXPLANATION(
      BrowserSession.ENGINEER,
      (visit, id) -> {
        visit.search(id).choose(id, "Details");
        visit.button("Explain a request").click();
        visit.dialogButton("Explain").click();
        visit.dialog().locator(".outcomes").waitFor();
      }),
  DELETED_KEY(
      BrowserSession.ENGINEER,
      (visit, id) -> visit.go("#/keys/0000000000000000", ".history .hint:not(:empty)")),
  DATA_APIS(BrowserSession.ENGINEER, (visit, id) -> visit.toDataApis()),
  DATA_API(
      BrowserSession.ENGINEER,
      (visit, id) -> {
        visit.go("#/data-apis/" + id, ".panels");
        visit.historyWith("registered").first().waitFor();
      }),
  ACTIVITY(BrowserSession.ENGINEER, (visit, id) -> visit.go("#/activity", ".event")),
  NO_SUCH_PAGE(BrowserSession.ENGINEER, (visit, id) -> visit.go("#/nothing", "h1")),
  FIND(
      BrowserSession.ENGINEER,
      (visit, id) -> {
        visit.button("Find anything").click();
        visit.field("Search, or paste a key or a log line").fill("keys");
      }),
  SHORTCUTS(BrowserSession.ENGINEER, (visit, id) -> visit.page().keyboard().press("?")),
  REGISTER(
      BrowserSession.ENGINEER, (visit, id) -> visit.toDataApis().button("New data API").click()),
  EDIT_DATA_API(BrowserSession.ENGINEER, (visit, id) -> visit.toDataApis().choose(id, "Edit")),
  DELETE_DATA_API(BrowserSession.ENGINEER, (visit, id) -> visit.toDataApis().choose(id, "Delete"));

  private final String person;
  private final BiConsumer<BrowserSession, String> way;

  ConsoleView(String person, BiConsumer<BrowserSession, String> way) {
    this.person = person;
    this.way = way;
  }

  /** Who sees it. */
  String person() {
    return person;
  }

  /** Goes there. A data API is called {@code id}, and so is its one key. */
  void open(BrowserSession visit, String id) {
    way.accept(visit, id);
  }

  /** Its name in a file's name. */
  String slug() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
